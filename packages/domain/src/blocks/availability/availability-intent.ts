import { and, asc, availabilityIntents, connectors, eq, stations } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import type { Context } from "../../kernel";

export type IntentRow = typeof availabilityIntents.$inferSelect;
export type Operational = IntentRow["wanted"];

/** What a ChangeAvailability speaks of: 0 is the whole of what is above it. */
export const scopeOf = ({ evse }: Req<"ChangeAvailability">) => ({
  evseId: evse?.id ?? 0,
  connectorId: evse?.connectorId ?? 0,
});

export const intentAt = (stationId: string, { evseId, connectorId }: { evseId: number; connectorId: number }) =>
  and(
    eq(availabilityIntents.stationId, stationId),
    eq(availabilityIntents.evseId, evseId),
    eq(availabilityIntents.connectorId, connectorId),
  );

type Plug = { evseId: number; connectorId: number; status: string | null };

export type AvailabilityIntent = Omit<IntentRow, "tenantId" | "wantedBy"> & {
  wantedBy: string;
  /** Connectors in its reach that say otherwise now. */
  otherwise: Plug[];
  /** Connectors in its reach that have said nothing since the station booted or came back. */
  unheard: { evseId: number; connectorId: number }[];
};

/** What operators want of a station and its parts, what the station said to it, and where it still is otherwise. The widest first. */
export async function listAvailabilityIntents(ctx: Context, stationId: string): Promise<AvailabilityIntent[]> {
  const intents = await ctx.db
    .select()
    .from(availabilityIntents)
    .where(eq(availabilityIntents.stationId, stationId))
    .orderBy(asc(availabilityIntents.evseId), asc(availabilityIntents.connectorId));
  if (intents.length === 0) return [];
  const plugs = await plugsOf(ctx, stationId);
  return intents.map(({ tenantId: _, wantedBy, ...intent }) => {
    const inReach = plugs.filter((plug) => isInReach(intent, plug));
    return {
      ...intent,
      wantedBy: wantedBy.name,
      otherwise: inReach.filter(({ status }) => !agrees(intent.wanted, status)),
      unheard: inReach.flatMap(({ status, ...plug }) => (status === null ? [plug] : [])),
    };
  });
}

/** What the connectors say; a status told before the last boot or reconnect is not known any more. */
async function plugsOf(ctx: Context, stationId: string): Promise<Plug[]> {
  const rows = await ctx.db
    .select({
      ...{ evseId: connectors.evseId, connectorId: connectors.connectorId, status: connectors.status },
      ...{ reportedAt: connectors.reportedAt, staleBefore: stations.statesStaleBefore },
    })
    .from(connectors)
    .innerJoin(stations, and(eq(stations.tenantId, connectors.tenantId), eq(stations.id, connectors.stationId)))
    .where(eq(connectors.stationId, stationId))
    .orderBy(asc(connectors.evseId), asc(connectors.connectorId));
  return rows.map(({ reportedAt, staleBefore, status, ...plug }) => ({
    ...plug,
    status: staleBefore && (!reportedAt || reportedAt < staleBefore) ? null : status,
  }));
}

export const isInReach = (
  intent: { evseId: number; connectorId: number },
  plug: { evseId: number; connectorId: number },
): boolean =>
  intent.evseId === 0 ||
  (intent.evseId === plug.evseId && (intent.connectorId === 0 || intent.connectorId === plug.connectorId));

/** A fault says nothing of what an operator wants. */
export const agrees = (wanted: Operational, status: string | null): boolean =>
  status === "Faulted" || status === null || (status === "Unavailable") === (wanted === "Inoperative");

/** The same in SQL, of the connectors in reach of the intent `i`: whether some was heard, and all that were agree. An aggregate can only be looked up by key. */
export const allAgree = `coalesce((
      select count(c.status) > 0 and bool_and(c.status is null or c.status = 'Faulted' or (c.status = 'Unavailable') = (i.wanted = 'Inoperative'))
      from connectors c where c.tenant_id = i.tenant_id and c.station_id = i.station_id
        and (i.evse_id = 0 or (c.evse_id = i.evse_id and i.connector_id in (0, c.connector_id)))), false)`;
