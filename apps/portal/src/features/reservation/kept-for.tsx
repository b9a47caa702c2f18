"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { StateIcon } from "@/ui/icon";
import { lookOf, type ReservationRow, reservationHref } from "./reservation";
import { keptInput } from "./reservation-input";
import { useMoment } from "./reservation-words";

/** What holds, or may hold, an EVSE of a station now. */
export function useKept(stationIdentity: string): ReservationRow[] {
  const query = useQuery(useTRPC().reservation.list.queryOptions(keptInput(stationIdentity)));
  return query.data?.items ?? [];
}

/** "Reserved for card X until 14:30", for the EVSE named, or for any of the station. */
export function KeptFor({ reservations }: { reservations: ReservationRow[] }) {
  const t = useTranslations("reservation");
  const moment = useMoment();
  return reservations.map((row) => (
    <p key={row.id} className={`small kept st-${lookOf[row.status]}`}>
      <StateIcon name={lookOf[row.status]} size="s" />
      <span className="grow">
        {t(row.status === "active" ? "keptFor" : "askedFor", {
          place: row.evseId === null ? "any" : "one",
          card: row.idToken,
          until: moment(row.expiresAt, row.timeZone),
        })}
      </span>
      <Link href={reservationHref(row.id)} aria-label={t("openFor", { card: row.idToken })}>
        {t("open")}
      </Link>
    </p>
  ));
}
