import type { LiveChange, Ring } from "@stationmaster/bus";
import type { Actor, TenantTransaction } from "@stationmaster/db";
import type { Job } from "@stationmaster/jobs";

/** What must happen after the commit, and only then. */
export type Announcement =
  | { kind: "changed"; change: LiveChange }
  | { kind: "ring"; bell: Omit<Ring, "tenantId"> }
  | { kind: "job"; job: Job };

/** Where you are: one tenant, one transaction, one moment, somebody who asked. */
export type Context = {
  db: TenantTransaction;
  now: Date;
  actor: Actor;
  /** Tells the screens that look at it. */
  changed(change: LiveChange): void;
  /** Tells the node that holds the station that there is work. */
  ring(bell: Omit<Ring, "tenantId">): void;
  enqueue(job: Job): void;
};

/** The station that speaks, as its connection knows it. */
export type SpeakingStation = { id: string; identity: string; epoch: number };

export type StationContext = Context & { station: SpeakingStation };
