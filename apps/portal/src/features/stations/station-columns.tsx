"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Age } from "@/ui/age";
import { noNumber, unknownNumber, useFormat } from "@/ui/format";
import { Status, StatusSquare } from "@/ui/status";
import type { Column } from "@/ui/table-columns";
import type { StationRow } from "./station";

export const stationHref = (identity: string) => `/stations/${encodeURIComponent(identity)}`;

export function useStationColumns(): Column<StationRow>[] {
  const t = useTranslations("stations");
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: "station",
        head: t("station"),
        sort: "identity",
        phone: "name",
        fixed: true,
        width: "auto",
        csv: (row) => row.identity,
        cell: (row) => (
          <>
            <Link className="name-link" href={stationHref(row.identity)}>
              {row.identity}
            </Link>
            <small>{[row.model, row.siteName].filter(Boolean).join(" · ") || t("noSite")}</small>
          </>
        ),
      },
      {
        id: "state",
        head: t("state"),
        sort: "attention",
        phone: "full",
        width: "188px",
        csv: (row) => row.state,
        cell: (row) => <StationState row={row} />,
      },
      {
        id: "evses",
        head: t("evses"),
        width: "84px",
        csv: (row) => row.evses.map((evse) => `${evse.id} ${evse.state}`).join("; "),
        cell: (row) => (
          <span className="mks">
            {row.evses.map((evse) => (
              <StatusSquare key={evse.id} state={evse.state} label={evse.id} />
            ))}
          </span>
        ),
      },
      {
        id: "power",
        head: t("power"),
        numeric: true,
        width: "88px",
        phoneLabel: "kW",
        csv: (row) => (row.powerW === null ? null : row.powerW / 1000),
        cell: (row) => <Drawn row={row} />,
      },
      {
        id: "today",
        head: t("today"),
        numeric: true,
        width: "92px",
        phoneLabel: "kWh",
        csv: (row) => (row.energyTodayWh === null ? null : row.energyTodayWh / 1000),
        cell: (row) =>
          row.energyTodayWh === null ? <span className="dim">{noNumber}</span> : format.kWh(row.energyTodayWh),
      },
      {
        id: "seen",
        head: t("lastSeen"),
        sort: "lastSeenAt",
        numeric: true,
        width: "100px",
        phone: "hide",
        csv: (row) => row.lastSeenAt,
        cell: (row) =>
          row.lastSeenAt ? (
            <Age className="dim" at={row.lastSeenAt} timeZone={row.timeZone} />
          ) : (
            <span className="dim">–</span>
          ),
      },
      {
        id: "firmware",
        head: t("firmware"),
        phone: "hide",
        width: "92px",
        csv: (row) => row.firmwareVersion,
        cell: (row) => <span className="mono">{row.firmwareVersion ?? "–"}</span>,
      },
      {
        id: "vendor",
        head: t("vendor"),
        phone: "hide",
        width: "120px",
        hiddenAtFirst: true,
        csv: (row) => row.vendor,
        cell: (row) => row.vendor ?? "–",
      },
      {
        id: "serial",
        head: t("serial"),
        phone: "hide",
        width: "150px",
        hiddenAtFirst: true,
        csv: (row) => row.serialNumber,
        cell: (row) => <span className="mono">{row.serialNumber ?? "–"}</span>,
      },
    ],
    [t, format],
  );
}

// Nothing drawn is a dash; what an offline station draws nobody knows.
function Drawn({ row }: { row: StationRow }) {
  const format = useFormat();
  if (row.powerW !== null) return format.kW(row.powerW);
  return <span className="dim">{row.isOnline ? noNumber : unknownNumber}</span>;
}

/** State with its age; the second line is the reason. */
export function StationState({ row }: { row: StationRow }) {
  const t = useTranslations("stations");
  const status = useTranslations("status");
  const isWaiting = row.bootedAt === null;
  return (
    <>
      <Status
        state={row.state}
        since={isWaiting ? null : row.stateSince}
        timeZone={row.timeZone}
        {...(isWaiting ? { word: t("waiting") } : {})}
      />
      {row.registrationStatus !== "Accepted" ? <small>{t(`registration.${row.registrationStatus}`)}</small> : null}
      {row.state === "offline" && row.lastKnownState && row.lastKnownState !== "unknown" ? (
        <small>{t("lastKnown", { state: status(row.lastKnownState) })}</small>
      ) : null}
    </>
  );
}
