import { sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { idsOf, momentOf, numberOf, rowsOf } from "../page";
import { energyInWindow, longestSession, receivedFor } from "./energy-in-window";
import { connectorsNow, knownSince, type ShownState, stationStates } from "./shown-state";

export type ConnectorStatus = "Available" | "Occupied" | "Reserved" | "Unavailable" | "Faulted";
export type ConnectorNow = { id: number; type: string | null; status: ConnectorStatus | null; statusAt: Date | null };
export type EvseShown = { id: number; state: ShownState; since: Date | null; connectors: ConnectorNow[] };

export type StationRow = {
  id: string;
  identity: string;
  siteId: string | null;
  siteName: string | null;
  timeZone: string;
  vendor: string | null;
  model: string | null;
  serialNumber: string | null;
  firmwareVersion: string | null;
  isOnline: boolean;
  lastSeenAt: Date | null;
  offlineSince: Date | null;
  bootedAt: Date | null;
  registrationStatus: "Accepted" | "Pending" | "Rejected";
  state: ShownState;
  stateSince: Date | null;
  lastKnownState: ShownState | null;
  evses: EvseShown[];
  powerW: number | null;
  energyTodayWh: number | null;
};

type EvseColumns = {
  id: number;
  state: ShownState;
  knownState: ShownState;
  since: string | null;
  sessionId: string | null;
  connectors: { id: number; type: string | null; status: ConnectorStatus | null; statusAt: string | null }[] | null;
};

type StationColumns = Record<"id" | "identity" | "timeZone" | "registrationStatus" | "state" | "knownState", string> &
  Record<
    | "siteId"
    | "siteName"
    | "vendor"
    | "model"
    | "serialNumber"
    | "firmwareVersion"
    | "lastSeenAt"
    | "disconnectedAt"
    | "bootedAt"
    | "createdAt"
    | "powerW"
    | "energyTodayWh"
    | "staleBefore",
    string | null
  > & { isOnline: boolean; evses: EvseColumns[] };

/** An EVSE with what lies behind a lost connection, for the station's own page. */
export type EvseBehind = EvseShown & {
  lastKnownState: ShownState | null;
  lastKnownAt: Date | null;
  sessionId: string | null;
};

/** The stations with these ids, in the order of the ids, each with its EVSEs: one statement for the whole page. */
export async function stationRows(
  ctx: Context,
  stationIds: string[],
): Promise<(StationRow & { evsesBehind: EvseBehind[] })[]> {
  if (stationIds.length === 0) return [];
  const rows = await rowsOf<StationColumns>(ctx, statement(stationIds, ctx.now));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return stationIds.flatMap((id) => {
    const row = byId.get(id);
    return row ? [stationRow(row)] : [];
  });
}

const statement = (stationIds: string[], now: Date) => sql`
  with ${stationStates(sql`select * from stations where id = any(${idsOf(stationIds)})`)}
  select s.id, s.identity, s.site_id as "siteId", site.name as "siteName", zone.name as "timeZone", s.vendor, s.model, s.serial_number as "serialNumber",
    s.firmware_version as "firmwareVersion", s.is_online as "isOnline", s.last_seen_at as "lastSeenAt", s.disconnected_at as "disconnectedAt", s.booted_at as "bootedAt",
    s.created_at as "createdAt", s.states_stale_before as "staleBefore", s.registration_status as "registrationStatus",
    n.state, n.known_state as "knownState", n.power_w as "powerW", today.energy_wh as "energyTodayWh", coalesce(e.evses, '[]') as evses
  from chosen s join station_now n on n.station_id = s.id
  left join sites site on site.id = s.site_id
  -- "offset 0" keeps these as columns: see energyInWindow.
  cross join lateral (select coalesce(site.time_zone, (select time_zone from tenants)) as name offset 0) zone
  cross join lateral (
    select d.begins, d.begins - ${longestSession} as earliest from (select date_trunc('day', ${now.toISOString()}::timestamptz, zone.name) as begins) d offset 0) day
  left join lateral (
    select json_agg(json_build_object('id', e.evse_id, 'state', e.state, 'knownState', e.known_state, 'since', ${knownSince}, 'sessionId', e.session_id, 'connectors', ${connectorsNow}) order by e.evse_id) as evses
    from evse_now e where e.station_id = s.id) e on true
  left join lateral (${energyInWindow({
    from: sql`day.begins`,
    earliest: sql`day.earliest`,
    to: sql`${now.toISOString()}::timestamptz`,
    receivedFrom: receivedFor(now),
    stationId: sql`s.id`,
  })}) today on true`;

function stationRow(row: StationColumns): StationRow & { evsesBehind: EvseBehind[] } {
  const offlineSince = row.isOnline || !row.bootedAt ? null : momentOf(row.disconnectedAt);
  const evsesBehind = row.evses.map((evse) => evseBehind(evse, row.isOnline, offlineSince));
  const state = row.state as ShownState;
  const speaks = evsesBehind.filter((evse) => evse.state === state && evse.since);
  const { id, identity, siteId, siteName, timeZone, vendor, model, serialNumber, firmwareVersion, isOnline } = row;
  return {
    ...{ id, identity, siteId, siteName, timeZone, vendor, model, serialNumber, firmwareVersion, isOnline },
    lastSeenAt: momentOf(row.lastSeenAt),
    offlineSince,
    bootedAt: momentOf(row.bootedAt),
    registrationStatus: row.registrationStatus as StationRow["registrationStatus"],
    state,
    stateSince:
      state === "offline"
        ? offlineSince
        : (speaks.map((evse) => evse.since!).sort((a, b) => a.getTime() - b.getTime())[0] ?? momentOf(row.staleBefore)),
    lastKnownState: row.isOnline || !row.bootedAt ? null : (row.knownState as ShownState),
    evses: evsesBehind.map(({ id, state, since, connectors }) => ({ id, state, since, connectors })),
    evsesBehind,
    powerW: row.isOnline ? numberOf(row.powerW) : null,
    energyTodayWh: numberOf(row.energyTodayWh),
  };
}

function evseBehind(evse: EvseColumns, isOnline: boolean, offlineSince: Date | null): EvseBehind {
  const since = momentOf(evse.since);
  return {
    id: evse.id,
    state: evse.state,
    since: isOnline ? since : offlineSince,
    connectors: (evse.connectors ?? []).map((connector) => ({ ...connector, statusAt: momentOf(connector.statusAt) })),
    lastKnownState: isOnline ? null : evse.knownState,
    lastKnownAt: isOnline ? null : since,
    sessionId: evse.sessionId,
  };
}
