import { type AvailabilityIntent, listAvailabilityIntents, withSiblings } from "../../blocks/availability";
import { listProblems, plugLock } from "../../blocks/diagnostics";
import type { Context } from "../../kernel";
import { type ConnectorNow, readStation, type ShownState, stationsById } from "../stations";

/** A lock of a plug that fails (G05): the station does not charge there. */
export type LockFailure = {
  evseId: number | null;
  connectorId: number | null;
  since: Date;
  techCode: string | null;
  techInfo: string | null;
};

export type StationAvailability = {
  stationId: string;
  stationIdentity: string;
  isOnline: boolean;
  connectedAt: Date | null;
  bootedAt: Date | null;
  /** What operators want, the widest first. */
  intents: Omit<AvailabilityIntent, "stationId">[];
  /** What the station says; null where it said nothing since it booted or came back. */
  evses: {
    id: number;
    state: ShownState;
    connectors: (ConnectorNow & { isUsable: boolean; takenBy: number | null })[];
  }[];
  lockFailures: LockFailure[];
};

/** Desired against actual: what operators want of a station and its parts, what it answered, and what its connectors say. */
export async function getAvailability(ctx: Context, identity: string): Promise<StationAvailability> {
  const station = await readStation(ctx, identity);
  const [intents, [row], locks] = await Promise.all([
    listAvailabilityIntents(ctx, station.id),
    stationsById(ctx, [station.id]),
    listProblems(ctx, { stationId: station.id, component: plugLock, limit: 1_000 }),
  ]);
  return {
    stationId: station.id,
    stationIdentity: station.identity,
    isOnline: station.isOnline,
    connectedAt: station.connectedAt,
    bootedAt: station.bootedAt,
    intents: intents.map(({ stationId: _, ...intent }) => intent),
    evses: row!.evses.map(({ id, state, connectors }) => ({ id, state, connectors: usable(id, state, connectors) })),
    lockFailures: locks.items.map(({ evseId, connectorId, since, techCode, techInfo }) => ({
      ...{ evseId, connectorId, since, techCode, techInfo },
    })),
  };
}

/** What an offline station last said is no promise. */
const usable = (evseId: number, state: ShownState, connectors: ConnectorNow[]) =>
  withSiblings(connectors.map((connector) => ({ ...connector, evseId, connectorId: connector.id }))).map(
    ({ evseId: _, connectorId: __, isUsable, ...connector }) => ({
      ...connector,
      isUsable: isUsable && state !== "offline",
    }),
  );
