import {
  type Claim,
  type Context,
  claimCommands,
  inTenant,
  type Settling,
  type SpeakingStation,
  settleCommands,
  systemActor,
} from "@stationmaster/domain";
import type { FairTurns } from "./fair-turns";
import { type GroupCommit, groupCommit, NotStoredInTime } from "./group-commit";
import { inTime } from "./insist";
import type { ServerParts } from "./server-parts";
import { codeOf } from "./verdict";

type Asked = { n: number; tenantId: string; station: SpeakingStation };
type Said = { n: number; tenantId: string; settling: Settling };
type OfTenant = { claims: GroupCommit<Asked, Claim>; settlings: GroupCommit<Said, void> };

export type CommandGroups = ReturnType<typeof commandsInGroups>;

const settlingMs = 5 * 60_000;
const deadlocksAllowed = 3;

type Parts = Pick<ServerParts, "db" | "announce" | "now" | "rooms" | "limits"> & { turns: FairTurns };

/** The commands of many stations of a tenant, claimed and settled in one transaction each time, in the turn of the tenant: a bulk command is for thousands. */
export function commandsInGroups(parts: Parts) {
  const tenants = new Map<string, OfTenant>();

  function of(tenantId: string): OfTenant {
    const known = tenants.get(tenantId);
    if (known) return known;
    const inRoom = <T>(work: (ctx: Context) => Promise<T>) =>
      parts.turns.run(tenantId, () => inTenant(parts, tenantId, systemActor, work));
    const made: OfTenant = {
      claims: groupCommit<Asked, Claim>({
        // A claim whose commit was lost must not be made again: the first would be taken and never sent.
        giveUpMs: 0,
        maxBatch: 200,
        commit(asked) {
          const stations = asked.map(({ station }) => station);
          const claiming = unlessDeadlocked(() => inRoom((ctx) => claimCommands(ctx, stations)));
          return inTime(claiming, parts.limits.giveUpMs).catch(asAway);
        },
      }),
      settlings: groupCommit<Said, void>({
        giveUpMs: settlingMs,
        maxBatch: 200,
        async commit(said) {
          const settlings = said.map(({ settling }) => settling);
          await inRoom((ctx) => settleCommands(ctx, parts.rooms.commandOf, settlings)).catch(asAway);
          return said.map(() => undefined);
        },
      }),
    };
    tenants.set(tenantId, made);
    return made;
  }

  return {
    claim: (tenantId: string, station: SpeakingStation): Promise<Claim> =>
      of(tenantId).claims.add({ n: 0, tenantId, station }),

    /** Resolves after the commit. Rejects with what a room has against it, for this one alone. */
    settle: (tenantId: string, settling: Settling): Promise<void> =>
      of(tenantId).settlings.add({ n: 0, tenantId, settling }),

    /** Called every second: lets go of settlings that hang in a connection which does not answer. */
    tend(): void {
      for (const { settlings } of tenants.values()) settlings.expire();
    },
  };
}

/** What hangs, or got no turn, is no less unknown than what was lost with the connection: it may yet be committed. */
function asAway(error: unknown): never {
  throw error instanceof NotStoredInTime ? Object.assign(error, { code: "ETIMEDOUT" }) : error;
}

/** Rolled back as a whole by the database itself: nothing of it was done. */
async function unlessDeadlocked<T>(work: () => Promise<T>): Promise<T> {
  for (let times = 1; ; times++) {
    try {
      return await work();
    } catch (error) {
      if (codeOf(error) !== "40P01" || times > deadlocksAllowed) throw error;
    }
  }
}
