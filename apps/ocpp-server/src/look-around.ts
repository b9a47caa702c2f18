import { withTenants } from "@stationmaster/db";
import { type HeldState, markLostStations, readHeld, type Standing } from "@stationmaster/domain";
import type { HeldStations } from "./held-stations";
import type { ServerParts } from "./server-parts";
import type { Tenants } from "./tenants";
import { factsOf } from "./verdict";

type Deps = { parts: ServerParts; held: HeldStations; tenants: Tenants; allTenants(): Promise<string[]> };

/** Once a minute, and when rings may have been lost: what every station held here has waiting, and whom a dead node left online. */
export function lookAround({ parts, held, tenants, allTenants }: Deps) {
  let looking: Promise<void> | undefined;

  async function look() {
    parts.answered.forgetOld(performance.now());
    await attempt("the tenants of connected stations were not read", refreshTenants);
    await attempt("the stations held here were not looked at", refreshStations);
    await attempt("lost stations were not looked for", sweepLost);
  }

  async function refreshTenants() {
    const connections = held.all();
    const now = new Map(
      (await tenants.refreshed([...new Set(connections.map(({ tenantId }) => tenantId))])).map((tenant) => [
        tenant.id,
        tenant,
      ]),
    );
    for (const connection of connections) {
      connection.tenant = now.get(connection.tenantId) ?? connection.tenant;
      if (connection.tenant.status === "suspended") connection.close("suspended");
    }
  }

  async function refreshStations() {
    const rows = held.all().map(({ tenantId, station }) => ({ tenantId, stationId: station.id }));
    const before = new Map(held.all().map(({ station, standing }) => [station.id, standing]));
    if (rows.length === 0) return;
    const states = await withTenants(
      parts.ingest,
      rows.map(({ tenantId }) => tenantId),
      (tx) => readHeld(tx, rows),
    );
    for (const state of states) refresh(state, before.get(state.stationId));
  }

  function refresh(
    { stationId, epoch, isRemoved, hasWork, bootStatus, registrationStatus }: HeldState,
    before: Standing | undefined,
  ) {
    const connection = held.of(stationId);
    if (!connection) return;
    if (isRemoved) return connection.close("removed");
    if (epoch > connection.station.epoch) return connection.close("replaced");
    // A boot that was answered meanwhile may not be in what was read.
    if (connection.standing === before) connection.standing = { bootStatus, registrationStatus };
    if (hasWork) connection.delivery.wake();
  }

  async function sweepLost() {
    const tenantIds = await allTenants();
    if (tenantIds.length === 0) return;
    const notSeenSince = new Date(parts.now().getTime() - parts.limits.lostAfterMs);
    const lost = await withTenants(parts.ingest, tenantIds, (tx) => markLostStations(tx, notSeenSince));
    for (const { tenantId, stationId } of lost)
      parts.announce(tenantId, { kind: "changed", change: { kind: "station", id: stationId } });
    if (lost.length > 0)
      parts.log.warn({ stations: lost.length }, "stations were left online by a server that is gone");
  }

  async function attempt(complaint: string, work: () => Promise<void>) {
    try {
      await work();
    } catch (error) {
      parts.log.warn({ why: factsOf(error) }, complaint);
    }
  }

  return (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };
}
