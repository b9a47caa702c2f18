"use client";
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
import { CommandList, FindCommand } from "./command-list";
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

function CommandPicker({ commands }: { commands: CommandEntry[] }) {
  const t = useTranslations("commands");
  const address = useAddress();
  const [text, setText] = useState("");
  return (
    <Card>
      <CardHead title={t("title")} note={t("count", { n: commands.length })}>
        <FindCommand text={text} onText={setText} />
      </CardHead>
      <CardBody className="commands">
        <CommandList
          commands={commands}
          text={text}
          item={(action, what) => (
            <a
              className="item"
              title={what}
              href={address.hrefWith({ command: action, record: null })}
              aria-current={address.read("command") === action ? "true" : undefined}
              onClick={onPlainClick(() => address.write({ command: action, record: null }))}
            >
              {action}
            </a>
          )}
        />
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
