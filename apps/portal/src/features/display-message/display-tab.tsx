"use client";
import "./display-message.css";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC, useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Age } from "@/ui/age";
import { Button } from "@/ui/button";
import { Card, CardHead } from "@/ui/card";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import { CsvButton } from "@/ui/table-tools";
import type { CommandRecord } from "../commands/command";
import type { StationDetail } from "../stations/station";
import { AskMessages } from "./ask-messages";
import { ClearMessage } from "./clear-message";
import type { ListedMessage } from "./message";
import { useMessageColumns } from "./message-columns";
import { SetMessage } from "./set-message";

type Open =
  | { kind: "nothing" | "ask" }
  | { kind: "set"; replaced?: ListedMessage }
  | { kind: "clear"; message: ListedMessage };

/** Messages of the station's display: what we want against what it says is there. */
export function DisplayTab({ station }: { station: StationDetail }) {
  const t = useTranslations("displayMessage");
  const address = useAddress();
  const [open, setOpen] = useState<Open>({ kind: "nothing" });
  const close = () => setOpen({ kind: "nothing" });
  const withGone = address.read("gone") === "1";
  const columns = useMessageColumns(station.timeZone, {
    onReplace: useCallback((replaced) => setOpen({ kind: "set", replaced }), []),
    onClear: useCallback((message) => setOpen({ kind: "clear", message }), []),
  });
  const list = useList(
    "displayMessage.list",
    { identity: station.identity, limit: 50, withGone },
    useTRPCClient().displayMessage.list.query,
  );
  const last = useLastAsked(station.identity);
  const newButton = (
    <Button look="go" icon="plus" onClick={() => setOpen({ kind: "set" })}>
      {t("new")}
    </Button>
  );
  return (
    <Card>
      <CardHead title={t("title")} note={<LastAsked last={last} timeZone={station.timeZone} />}>
        <button
          type="button"
          className={withGone ? "chip chip--on" : "chip"}
          aria-pressed={withGone}
          onClick={() => address.write({ gone: withGone ? null : "1" })}
        >
          {t(withGone ? "goneShown" : "goneHidden")}
        </button>
        <CsvButton name={`${station.identity}-display-messages`} columns={columns} rows={list.rows} />
        <Button icon="redo" onClick={() => setOpen({ kind: "ask" })}>
          {t("ask")}
        </Button>
        {newButton}
      </CardHead>
      <Table
        label={t("title")}
        columns={columns}
        pages={list.pages}
        rowKey={({ messageId }) => String(messageId)}
        rowName={({ messageId }) => t("rowName", { id: messageId })}
        {...list.more}
        error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
        empty={
          <Empty icon="msg" title={t(last?.status === "answered" ? "none" : "notListed")} action={newButton}>
            {t("noneNote")}
          </Empty>
        }
      />
      {open.kind === "set" ? <SetMessage station={station} replaced={open.replaced} onClose={close} /> : null}
      {open.kind === "clear" ? <ClearMessage station={station} message={open.message} onClose={close} /> : null}
      {open.kind === "ask" ? <AskMessages station={station} onClose={close} /> : null}
    </Card>
  );
}

/** The last question of what is shown; null when there was none, undefined while that is not known. */
function useLastAsked(stationIdentity: string): CommandRecord | null | undefined {
  const asked = useQuery(
    useTRPC().commands.list.queryOptions({ stationIdentity, action: "GetDisplayMessages", limit: 1 }),
  );
  return asked.data && (asked.data.items[0] ?? null);
}

/** What the station never told is not known. */
function LastAsked({ last, timeZone }: { last: CommandRecord | null | undefined; timeZone: string }) {
  const t = useTranslations("displayMessage");
  if (last === undefined) return null;
  if (last === null) return t("neverAsked");
  if (last.status === "queued" || last.status === "sent") return t("asking");
  if (last.status !== "answered") return t("noAnswer");
  return (
    <>
      {t("listed")} <Age at={last.observed?.at ?? last.settledAt ?? last.createdAt} timeZone={timeZone} />
    </>
  );
}
