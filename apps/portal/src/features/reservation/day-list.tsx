"use client";
import { useTranslations } from "next-intl";
import { onPlainClick, useAddress } from "@/ui/address";
import type { CalendarStation } from "./reservation";
import { ReservationState, useMoment, usePlace } from "./reservation-words";

/** The calendar on a phone: what is kept, station by station, in the order of time. */
export function DayList({ stations, timeZone }: { stations: CalendarStation[]; timeZone: string }) {
  const t = useTranslations("reservation");
  const address = useAddress();
  const place = usePlace();
  const moment = useMoment();
  const kept = stations.filter(({ reservations }) => reservations.length > 0);
  return (
    <div className="cal-list only-phone">
      {kept.length === 0 ? <p className="sub cal-list__none">{t("nothingKept")}</p> : null}
      {kept.map((station) => (
        <section key={station.id} aria-label={station.identity}>
          <h3>{station.identity}</h3>
          <ul>
            {station.reservations
              .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
              .map((row) => (
                <li key={row.id}>
                  <a
                    href={address.hrefWith({ reservation: row.id })}
                    onClick={onPlainClick(() => address.write({ reservation: row.id }))}
                  >
                    {row.idToken}
                  </a>
                  <span className="sub small">
                    {place(row)}, {moment(row.createdAt, timeZone)}–{moment(row.endsAt, timeZone)}
                  </span>
                  <ReservationState row={row} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
