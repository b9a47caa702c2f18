"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/ui/format";
import { useNow } from "@/ui/now";
import { Status } from "@/ui/status";
import { connectorName } from "../stations/connector-name";
import { lookOf, type ReservationRow } from "./reservation";

export function ReservationState({ row }: { row: Pick<ReservationRow, "status"> }) {
  const t = useTranslations("reservation");
  return <Status state={lookOf[row.status]} word={t(`status.${row.status}`)} />;
}

/** "EVSE 2", "Any CCS 2", "Any EVSE". */
export function usePlace(): (row: Pick<ReservationRow, "evseId" | "connectorType">) => string {
  const t = useTranslations("reservation");
  return ({ evseId, connectorType }) =>
    evseId !== null
      ? t("evse", { n: evseId })
      : connectorType !== null
        ? t("anyOfType", { type: connectorName(connectorType) })
        : t("anyEvse");
}

/** A time by the site's clock, with its day unless that is today. */
export function useMoment(): (at: Date, timeZone: string) => string {
  const format = useFormat();
  const now = useNow();
  return (at, timeZone) =>
    format.dayKey(at, timeZone) === format.dayKey(new Date(now), timeZone)
      ? format.clock(at, timeZone)
      : `${format.dayMonth(at, timeZone)}, ${format.clock(at, timeZone)}`;
}
