"use client";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type MouseEvent, useMemo } from "react";
import { Failure } from "@/client/failure";
import { useAddress } from "@/ui/address";
import { Bone } from "@/ui/bone";
import { Button } from "@/ui/button";
import { Card, CardBody, CardHead } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { Ledger } from "@/ui/ledger";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import { CsvButton } from "@/ui/table-tools";
import { useEventColumns } from "./event-columns";
import { type LedgerRow, ledgerMarks } from "./ledger-rows";
import type { SessionDetail } from "./session";
import type { LoadedLedger } from "./use-ledger";

const chunk = 100;

/** Every message of the session by its number, and what is odd about it in a word. */
export function LedgerCard({ session, ledger }: { session: SessionDetail; ledger: LoadedLedger }) {
  const t = useTranslations("session");
  const format = useFormat();
  const address = useAddress();
  const columns = useEventColumns(session);
  const { rows, events, hasMore } = ledger;
  const cells = useMemo(
    () => ledgerMarks(rows).map(({ seqNo, mark }) => ({ seqNo, mark, title: t(`ledger.cell.${mark}`, { n: seqNo }) })),
    [rows, t],
  );
  // In parts, so that those far from the screen weigh nothing.
  const pages = useMemo(
    () =>
      events
        ? Array.from({ length: Math.ceil(rows.length / chunk) }, (_, n) => rows.slice(n * chunk, (n + 1) * chunk))
        : undefined,
    [rows, events],
  );
  const open = (row: HTMLElement | null) => {
    const event = row?.dataset.row;
    if (event && !event.startsWith("missing-")) address.write({ event });
  };
  const onKeyDown = ({ key, target }: KeyboardEvent) => {
    if (key === "Enter" && target instanceof HTMLTableRowElement) open(target);
  };
  const onClick = ({ target }: MouseEvent) => {
    if (!(target instanceof Element) || target.closest("a, button") || window.getSelection()?.toString()) return;
    open(target.closest<HTMLTableRowElement>("tr[data-row]"));
  };
  return (
    <Card>
      <CardHead title={t("ledger.title")} note={t("ledger.note")}>
        <CsvButton name={`session-${session.transactionId}`} columns={columns} rows={rows} />
      </CardHead>
      <CardBody>
        {events && cells.length > 0 ? <Ledger cells={cells} label={t("ledger.label")} /> : null}
        <LedgerKey session={session} />
        {events ? null : <Bone width="100%" height={26} block />}
        {hasMore ? (
          <p className="small dim chart-foot">
            {t("ledger.partly", { n: format.number(events?.length ?? 0), of: format.number(session.eventCount) })}{" "}
            <Button size="s" busy={ledger.isLoadingMore} onClick={ledger.loadMore}>
              {t("ledger.more")}
            </Button>
          </p>
        ) : null}
      </CardBody>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the rows take the focus; Enter opens the one that has it */}
      <div onKeyDown={onKeyDown} onClick={onClick}>
        <Table<LedgerRow>
          label={t("ledger.events")}
          columns={columns}
          pages={pages}
          rowKey={(row) => row.event?.id ?? `missing-${row.missing?.from}`}
          rowName={(row) => t("ledger.rowName", { n: row.event?.seqNo ?? row.missing?.from ?? 0 })}
          hasMore={hasMore}
          loadMore={ledger.loadMore}
          isLoadingMore={ledger.isLoadingMore}
          error={ledger.error ? <Failure error={ledger.error} retry={ledger.retry} /> : undefined}
          foot={t("ledger.shown", { n: events?.length ?? 0 })}
          skeletonRows={6}
          empty={
            ledger.error ? (
              <CardBody>
                <Failure error={ledger.error} retry={ledger.retry} />
              </CardBody>
            ) : (
              <Empty icon="list" title={t("ledger.none")}>
                {t("ledger.noneNote")}
              </Empty>
            )
          }
        />
      </div>
    </Card>
  );
}

/** How often each oddity is there; what is not there is not named. */
function LedgerKey({ session }: { session: SessionDetail }) {
  const t = useTranslations("session");
  const kinds = [
    { mark: "missing", look: "miss", n: session.missingSeqNos.length },
    { mark: "late", look: "late", n: session.lateCount },
    { mark: "twice", look: "dup", n: session.resendCount },
    { mark: "conflict", look: "conflict", n: session.conflictCount },
  ] as const;
  const seen = kinds.filter(({ n }) => n > 0);
  if (seen.length === 0) return <p className="small dim ledger-key">{t("ledger.allInOrder")}</p>;
  return (
    <ul className="key ledger-key">
      {seen.map(({ mark, look, n }) => (
        <li key={mark}>
          <span className={`m m--${look}`} />
          {t(`ledger.count.${mark}`, { n })}
        </li>
      ))}
    </ul>
  );
}
