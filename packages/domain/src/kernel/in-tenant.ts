import { type Actor, type Database, withTenant } from "@stationmaster/db";
import type { Announcement, Context } from "./context";

/** What a process lends the rooms: its database, and the way to tell others. */
export type Outlets = {
  db: Database;
  /** Called after the commit, once for each announcement; must not throw. */
  announce(tenantId: string, announcement: Announcement): void;
  now?: () => Date;
};

/** Runs `work` as one transaction of one tenant; what it announced goes out after the commit. */
export async function inTenant<T>(
  outlets: Outlets,
  tenantId: string,
  actor: Actor,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  const announcements: Announcement[] = [];
  const result = await withTenant(outlets.db, tenantId, (db) =>
    work({
      db,
      actor,
      now: outlets.now?.() ?? new Date(),
      changed: (change) => announcements.push({ kind: "changed", change }),
      ring: (bell) => announcements.push({ kind: "ring", bell }),
      enqueue: (job) => announcements.push({ kind: "job", job }),
    }),
  );
  for (const announcement of announcements) outlets.announce(tenantId, announcement);
  return result;
}

export const systemActor: Actor = { kind: "system", id: "stationmaster", name: "Stationmaster" };
