import { type Sql, withTenants } from "@stationmaster/db";
import { type Announcement, type ClosedConnection, closeConnections } from "@stationmaster/domain";
import type { Logger } from "@stationmaster/runtime";
import { groupCommit } from "./group-commit";
import { factsOf } from "./verdict";

type Deps = {
  ingest: Sql;
  giveUpMs: number;
  log: Logger;
  announce(tenantId: string, announcement: Announcement): void;
};

/** Marks stations offline in groups: when a network falls or this server stops, thousands leave at once. */
export function closeInGroups({ ingest, giveUpMs, log, announce }: Deps) {
  const underWay = new Set<Promise<void>>();
  const queue = groupCommit<ClosedConnection & { n: number }, void>({
    giveUpMs,
    async commit(closed) {
      const offline = await withTenants(
        ingest,
        closed.map(({ tenantId }) => tenantId),
        (tx) => closeConnections(tx, closed),
      );
      for (const { tenantId, stationId } of closed) {
        if (offline.has(stationId)) announce(tenantId, { kind: "changed", change: { kind: "station", id: stationId } });
      }
      return closed.map(() => undefined);
    },
  });

  return {
    close(closed: ClosedConnection): void {
      const done: Promise<void> = queue
        .add({ ...closed, n: 0 })
        // A node that cannot say so is noticed by its silence (markLostStations).
        .catch((error) =>
          log.warn({ stationId: closed.stationId, why: factsOf(error) }, "a station could not be marked offline"),
        )
        .finally(() => underWay.delete(done));
      underWay.add(done);
    },

    async allWritten(): Promise<void> {
      await Promise.all(underWay);
    },
  };
}
