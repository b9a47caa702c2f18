import { eq, localListEntries, localLists, sql, stations } from "@stationmaster/db";
import type { Context } from "../../kernel";

export type LocalList = typeof localLists.$inferSelect;

/** Why a station is told. */
export type Why = "edited" | "card-changed" | "customer-cleared" | "lost" | "mismatch" | "failed" | "asked" | "raw";

/** As a number that the tables take, whatever a station or an engineer says. */
export const keptVersion = (version: number): number =>
  Math.min(Math.max(version, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);

export type StandingCounts = { add: number; change: number; held: number; remove: number };

/** The station's list, held until the end of this transaction: one decides at a time what goes next. */
export async function lockList(ctx: Context, stationId: string): Promise<LocalList | undefined> {
  const [list] = await ctx.db.select().from(localLists).where(eq(localLists.stationId, stationId)).for("update");
  return list;
}

/** The same, made where there was none. */
export async function takeList(ctx: Context, stationId: string): Promise<LocalList> {
  await ctx.db.insert(localLists).values({ stationId }).onConflictDoNothing();
  return (await lockList(ctx, stationId))!;
}

export async function setList(ctx: Context, stationId: string, facts: Partial<LocalList>): Promise<void> {
  await ctx.db.update(localLists).set(facts).where(eq(localLists.stationId, stationId));
  ctx.changed({ kind: "room", id: "local-auth-list", stationId });
}

/** From now on the station shall hold something else: told at once, whatever failed before. */
export const wantOtherwise = (ctx: Context, list: LocalList, why: Why): Promise<void> =>
  setList(ctx, list.stationId, {
    desiredVersion: Math.max(list.desiredVersion, list.lastVersion) + 1,
    wantedAt: ctx.now,
    ...{ dueAt: ctx.now, why, part: 0, failures: 0, replacedAt: null },
    // Whoever sent another list left one there that is not known.
    needsFull: list.needsFull || list.replacedAt !== null,
  });

export async function countStandings(ctx: Context, stationId: string): Promise<StandingCounts> {
  const rows = await ctx.db
    .select({ standing: localListEntries.standing, count: sql<number>`count(*)::int` })
    .from(localListEntries)
    .where(eq(localListEntries.stationId, stationId))
    .groupBy(localListEntries.standing);
  const of = (wanted: keyof StandingCounts) => rows.find(({ standing }) => standing === wanted)?.count ?? 0;
  return { add: of("add"), change: of("change"), held: of("held"), remove: of("remove") };
}

/** What of the entries is still to be told, and how many there shall be. */
export const pendingOf = ({ add, change, remove }: StandingCounts): number => add + change + remove;
export const wantedOf = ({ add, change, held }: StandingCounts): number => add + change + held;

export async function readStation(ctx: Context, stationId: string) {
  const [station] = await ctx.db
    .select({ isOnline: stations.isOnline, bootedAt: stations.bootedAt })
    .from(stations)
    .where(eq(stations.id, stationId));
  return station;
}

/** What it held before a boot it may hold no more (D02): it has to be asked. */
export const hasBootedSince = (station: { bootedAt: Date | null } | undefined, at: Date | null): boolean =>
  Boolean(station?.bootedAt && (at === null || station.bootedAt > at));

const firstPauseMs = 30_000;
const longestPauseMs = 3_600_000;

/** Tried again, with growing pauses; what the station holds is not relied on meanwhile. */
export async function trouble(
  ctx: Context,
  list: LocalList,
  { status, reason }: { status: string; reason: string | null },
  facts: Partial<LocalList> = {},
): Promise<void> {
  const pauseMs = Math.min(firstPauseMs * 2 ** list.failures, longestPauseMs);
  await setList(ctx, list.stationId, {
    ...{ status, reason, statusAt: ctx.now, failures: list.failures + 1, commandId: null, needsFull: true },
    ...{ dueAt: new Date(ctx.now.getTime() + pauseMs), part: 0, why: "failed" },
    ...facts,
  });
}
