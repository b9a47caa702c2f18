"use client";
import "./commands.css";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { onPlainClick, useAddress } from "@/ui/address";
import { Card, CardBody, CardHead } from "@/ui/card";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import type { StationDetail } from "../stations/station";
import { useHistoryColumns } from "./history-columns";
import type { CommandEntry } from "./list-commands";

export function CommandsTab({ station, commands }: { station: StationDetail; commands: CommandEntry[] }) {
  return (
    <>
      <CommandPicker commands={commands} />
      <CommandHistory station={station} />
    </>
  );
}

/** All forty, by room, found by a few letters. */
function CommandPicker({ commands }: { commands: CommandEntry[] }) {
  const t = useTranslations("commands");
  const address = useAddress();
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const what = (action: string) => t(`what.${action}` as "what.Reset");
  const shown = commands.filter(
    ({ action }) => action.toLowerCase().includes(wanted) || what(action).toLowerCase().includes(wanted),
  );
  const rooms = [...new Set(shown.map((command) => command.room))];
  return (
    <Card>
      <CardHead title={t("title")} note={t("count", { n: commands.length })}>
        <div className="input search-field">
          <input
            type="search"
            aria-label={t("find")}
            placeholder={t("find")}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
      </CardHead>
      <CardBody className="commands">
        {rooms.map((room) => (
          <section key={room}>
            <h3>{t(`room.${room}` as "room.provisioning")}</h3>
            <ul>
              {shown
                .filter((command) => command.room === room)
                .map(({ action }) => (
                  <li key={action}>
                    <a
                      className="item"
                      title={what(action)}
                      href={address.hrefWith({ command: action, record: null })}
                      aria-current={address.read("command") === action ? "true" : undefined}
                      onClick={onPlainClick(() => address.write({ command: action, record: null }))}
                    >
                      {action}
                    </a>
                  </li>
                ))}
            </ul>
          </section>
        ))}
        {shown.length === 0 ? <p className="sub">{t("noSuch", { text })}</p> : null}
      </CardBody>
    </Card>
  );
}

function CommandHistory({ station }: { station: StationDetail }) {
  const t = useTranslations("commands");
  const address = useAddress();
  const columns = useHistoryColumns(station.timeZone);
  const list = useList(
    "commands.list",
    { stationIdentity: station.identity, limit: 30 },
    useTRPCClient().commands.list.query,
  );
  return (
    <Card>
      <CardHead title={t("history")} />
      <Table
        label={t("history")}
        columns={columns}
        pages={list.pages}
        rowKey={(record) => record.id}
        rowName={(record) => record.action}
        href={(record) => address.hrefWith({ record: record.id, command: null })}
        marked={address.read("record")}
        {...list.more}
        error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
        empty={
          <Empty icon="send" title={t("noneSent")}>
            {t("noneSentNote")}
          </Empty>
        }
      />
    </Card>
  );
}
