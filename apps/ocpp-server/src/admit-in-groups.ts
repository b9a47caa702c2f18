import { withTenants } from "@stationmaster/db";
import { type Admission, type AdmittedStation, admitStations, type Caller } from "@stationmaster/domain";
import { groupCommit, NotStoredInTime } from "./group-commit";
import type { ServerParts } from "./server-parts";

type Knock = Caller & { n: number; isGivenUp: boolean };

export type Admitting = ReturnType<typeof admitInGroups>;

/** Decides about handshakes in groups: after a power cut thousands of stations call in the same minute. */
export function admitInGroups(
  { ingest, announce, limits, now }: ServerParts,
  /** Undoes an admission nobody waits for any more. */
  leave: (tenantId: string, station: AdmittedStation) => void,
) {
  const queue = groupCommit<Knock, Admission>({
    // Few enough that to open their sockets holds nobody up who is here already.
    maxBatch: 50,
    giveUpMs: limits.handshakeWithinMs,
    async commit(knocks) {
      const tenantIds = knocks.map(({ tenantId }) => tenantId);
      const admissions = await withTenants(ingest, tenantIds, (tx) => admitStations(tx, knocks, now()));
      for (const [n, admission] of admissions.entries()) {
        const { tenantId, isGivenUp } = knocks[n]!;
        if (admission.kind !== "admitted") continue;
        announce(tenantId, { kind: "changed", change: { kind: "station", id: admission.station.id } });
        if (isGivenUp) leave(tenantId, admission.station);
      }
      return admissions;
    },
  });

  return {
    /** Undefined at once when too many wait already, or when it took too long. */
    async admit(caller: Caller): Promise<Admission | undefined> {
      if (queue.waiting() >= limits.handshakesWaiting) return undefined;
      const knock = { ...caller, n: 0, isGivenUp: false };
      try {
        return await queue.add(knock);
      } catch (error) {
        knock.isGivenUp = true;
        if (error instanceof NotStoredInTime) return undefined;
        throw error;
      }
    },
    /** Called every second. */
    tend: () => queue.expire(),
  };
}
