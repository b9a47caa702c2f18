import { and, deviceVariables, eq, sql, transactions } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { momentOf, numberOf, rowsOf } from "../page";
import { getTenant } from "../tenants";
import { readStation } from "./find-station";
import { stationsOfSameSerial } from "./same-serial";
import type { ShownState } from "./shown-state";
import { type EvseShown, type StationRow, stationRows } from "./station-row";
import { stationUrl } from "./station-url";

export type SessionNow = {
  id: string;
  transactionId: string;
  idToken: string | null;
  startedAt: Date | null;
  chargingState: "Charging" | "EVConnected" | "SuspendedEV" | "SuspendedEVSE" | "Idle" | null;
  powerW: number | null;
  energyWh: number | null;
  stateOfCharge: number | null;
};

export type EvseNow = EvseShown & {
  lastKnownState: ShownState | null;
  lastKnownAt: Date | null;
  session: SessionNow | null;
};

export type StationDetail = Omit<StationRow, "evses"> & {
  evses: EvseNow[];
  securityProfile: number;
  itemsPerMessage: Record<string, number>;
  url: string;
  connectedAt: Date | null;
  createdAt: Date;
  bootReason: string | null;
  heartbeatIntervalSeconds: number | null;
  unknownPropertyCount: number;
  badFrameCount: number;
  sessionCount: number;
  /** Values that the station took and will use only after a reboot (B05). */
  rebootRequired: number;
  /** Stations that name the same maker and serial number: one of them is not what it says. */
  sameSerialNumber: string[];
};

export async function getStation(ctx: Context, publicOcppUrl: string, identity: string): Promise<StationDetail> {
  const station = await readStation(ctx, identity);
  // Sent at once on the one connection: they need not wait for each other's answers.
  const [tenant, [row], now, sessionCount, rebootRequired, sameSerialNumber] = await Promise.all([
    getTenant(ctx),
    stationRows(ctx, [station.id]),
    sessionsNow(ctx, station.id),
    ctx.db.$count(transactions, eq(transactions.stationId, station.id)),
    ctx.db.$count(
      deviceVariables,
      and(eq(deviceVariables.stationId, station.id), eq(deviceVariables.rebootRequired, true)),
    ),
    stationsOfSameSerial(ctx, station),
  ]);
  const sessions = new Map(now.map((session) => [session.id, session]));
  const { evsesBehind, ...shown } = row!;
  return {
    ...shown,
    evses: evsesBehind.map(({ sessionId, ...evse }) => ({ ...evse, session: sessions.get(sessionId ?? "") ?? null })),
    securityProfile: station.securityProfile,
    itemsPerMessage: station.itemsPerMessage,
    url: stationUrl(publicOcppUrl, tenant.slug, station.identity),
    connectedAt: station.connectedAt,
    createdAt: station.createdAt,
    bootReason: station.bootReason,
    heartbeatIntervalSeconds: tenant.heartbeatIntervalSeconds,
    unknownPropertyCount: station.unknownProperties,
    badFrameCount: station.badFrames,
    sessionCount,
    rebootRequired,
    sameSerialNumber,
  };
}

type SessionColumns = Omit<SessionNow, "startedAt" | "powerW" | "energyWh" | "stateOfCharge"> &
  Record<"powerW" | "energyWh" | "stateOfCharge" | "startedAt", string | null>;

async function sessionsNow(ctx: Context, stationId: string): Promise<SessionNow[]> {
  const rows = await rowsOf<SessionColumns>(
    ctx,
    sql`select id, ocpp_id as "transactionId", id_token as "idToken", case when started_seq is not null then started_at end as "startedAt",
          charging_state as "chargingState", power_w as "powerW", energy_wh as "energyWh", soc_percent as "stateOfCharge"
        from transactions where station_id = ${stationId}::uuid and is_active order by started_at desc limit 100`,
  );
  return rows.map((row) => ({
    ...row,
    startedAt: momentOf(row.startedAt),
    powerW: numberOf(row.powerW),
    energyWh: numberOf(row.energyWh),
    stateOfCharge: numberOf(row.stateOfCharge),
  }));
}
