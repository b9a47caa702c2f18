"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { onPlainClick, useAddress } from "@/ui/address";
import { useFormat } from "@/ui/format";
import type { Column } from "@/ui/table-columns";
import { Tag } from "@/ui/tag";
import { dayOf } from "@/ui/zoned-day";
import { type LedgerRow, type Missing, writeRuns } from "./ledger-rows";
import { useReason } from "./reason";
import type { SessionDetail, SessionEvent } from "./session";

/** The ledger as a table; what never came has a row as well. */
export function useEventColumns(session: SessionDetail): Column<LedgerRow>[] {
  const { timeZone, gapIsFinal } = session;
  const t = useTranslations("session");
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: "seqNo",
        width: "72px",
        head: t("event.seqNo"),
        numeric: true,
        phoneLabel: t("event.seqNo"),
        csv: ({ event, missing }) => event?.seqNo ?? writeRuns([missing as Missing]),
        cell: ({ event, missing }) =>
          event ? event.seqNo : <span className="strong down">{writeRuns([missing as Missing])}</span>,
      },
      {
        id: "event",
        width: "auto",
        head: t("event.event"),
        phone: "name",
        csv: ({ event }) => (event ? `${event.eventType} ${event.triggerReason}` : "missing"),
        cell: ({ event }) => (event ? <EventName event={event} /> : <Absent isFinal={gapIsFinal} />),
      },
      {
        id: "measured",
        width: "112px",
        head: t("event.measured"),
        numeric: true,
        phoneLabel: t("event.measured"),
        csv: ({ event }) => event?.timestamp ?? null,
        cell: ({ event }) => (event ? <Measured event={event} session={session} /> : null),
      },
      {
        id: "arrived",
        width: "92px",
        head: t("event.arrived"),
        numeric: true,
        phone: "hide",
        csv: ({ event }) => event?.receivedAt ?? null,
        cell: ({ event }) => (event ? <Arrived event={event} timeZone={timeZone} /> : null),
      },
      {
        id: "register",
        width: "112px",
        head: t("event.register"),
        numeric: true,
        phoneLabel: "kWh",
        csv: ({ event }) => (event?.registerWh == null ? null : event.registerWh / 1000),
        cell: ({ event }) => number(event, event?.registerWh, (wh) => format.number(wh / 1000, 3)),
      },
      {
        id: "remark",
        width: "136px",
        head: t("event.remark"),
        phone: "full",
        csv: ({ event }) =>
          event
            ? remarksOf(event)
                .map(({ kind }) => kind)
                .join(" ")
            : null,
        cell: ({ event }) => (event ? <Remarks event={event} /> : null),
      },
    ],
    [t, format, session, timeZone, gapIsFinal],
  );
}

/** The time; on another day than the session began, that day below it. */
function Measured({ event: { timestamp }, session }: { event: SessionEvent; session: SessionDetail }) {
  const format = useFormat();
  const { startedAt, lastEventAt, timeZone } = session;
  const isOfFirstDay = dayOf(timestamp.getTime(), timeZone) === dayOf((startedAt ?? lastEventAt).getTime(), timeZone);
  return (
    <time dateTime={timestamp.toISOString()} title={format.exact(timestamp, timeZone)}>
      {format.clockSeconds(timestamp, timeZone)}
      {isOfFirstDay ? null : <small>{format.dayMonth(timestamp, timeZone)}</small>}
    </time>
  );
}

// An event without a reading has none: that is no unknown number.
const number = (event: SessionEvent | undefined, value: number | null | undefined, write: (value: number) => string) =>
  event ? value == null ? <span className="dim">–</span> : write(value) : null;

/** Opens the message as it came. */
function EventName({ event }: { event: SessionEvent }) {
  const t = useTranslations("session");
  const reason = useReason();
  const address = useAddress();
  const more = [
    event.chargingState,
    event.stoppedReason ? reason(event.stoppedReason) : null,
    event.idToken ? t("event.withCard", { card: event.idToken }) : null,
  ].filter(Boolean);
  return (
    <>
      <a
        className="name-link"
        href={address.hrefWith({ event: event.id })}
        onClick={onPlainClick(() => address.write({ event: event.id }))}
        aria-haspopup="dialog"
      >
        {event.eventType}, {event.triggerReason}
      </a>
      {more.length > 0 ? <small>{more.join(" · ")}</small> : null}
    </>
  );
}

function Absent({ isFinal }: { isFinal: boolean }) {
  const t = useTranslations("session");
  return (
    <span className="row row--wrap">
      <Tag tone="bad" icon="x">
        {t("event.missing")}
      </Tag>
      <span className="sub small">{t(isFinal ? "event.nothingQueued" : "event.mayCome")}</span>
    </span>
  );
}

/** How long after the measuring it came; a clock that is ahead is said, not hidden. */
function Arrived({ event: { timestamp, receivedAt }, timeZone }: { event: SessionEvent; timeZone: string }) {
  const format = useFormat();
  const seconds = (receivedAt.getTime() - timestamp.getTime()) / 1000;
  const size = Math.abs(seconds);
  const word =
    size >= 86_400
      ? `${format.dayMonth(receivedAt, timeZone)}, ${format.clock(receivedAt, timeZone)}`
      : `${seconds < 0 ? "−" : "+"} ${size >= 120 ? `${format.number(size / 60)} min` : `${format.number(size, size < 10 ? 1 : 0)} s`}`;
  return (
    <time
      className={size > 60 ? undefined : "dim"}
      dateTime={receivedAt.toISOString()}
      title={format.exact(receivedAt, timeZone)}
    >
      {word}
    </time>
  );
}

type Remark = { kind: "conflict" | "offline" | "late" | "resent"; tone: "bad" | "warn" | "info"; n?: number };

const remarksOf = (event: SessionEvent): Remark[] => [
  ...(event.conflict ? [{ kind: "conflict", tone: "bad" } as const] : []),
  ...(event.offline ? [{ kind: "offline", tone: "warn" } as const] : []),
  ...(event.late ? [{ kind: "late", tone: "warn" } as const] : []),
  ...(event.resends > 0 ? [{ kind: "resent", tone: "info", n: event.resends } as const] : []),
];

function Remarks({ event }: { event: SessionEvent }) {
  const t = useTranslations("session");
  const remarks = remarksOf(event);
  if (remarks.length === 0) return <span className="dim only-desk">–</span>;
  return (
    <span className="row row--wrap">
      {remarks.map(({ kind, tone, n }) => (
        <Tag key={kind} tone={tone} title={t(`event.about.${kind}`)}>
          {t(`event.remarks.${kind}`, { n: (n ?? 0) + 1 })}
        </Tag>
      ))}
    </span>
  );
}
