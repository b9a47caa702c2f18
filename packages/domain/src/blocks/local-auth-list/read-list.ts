import { and, desc, eq, type ListedInfo, localLists, localListUpdates, lt, sql } from "@stationmaster/db";
import { z } from "zod";
import {
  allOf,
  beginsWith,
  cursorId,
  momentOf,
  type PageOf,
  pageInput,
  pageOf,
  readCursor,
  rowsOf,
} from "../../business/page";
import { anyIdentity, findStation, readStation, type Station } from "../../business/stations";
import type { Context } from "../../kernel";
import { type ListLimits, listLimits } from "./list-limits";
import { countStandings, hasBootedSince, type LocalList, pendingOf, type StandingCounts, wantedOf } from "./local-list";

/**
 * none: nobody wants a list there. in-step: it holds what we want. checking: it has booted and is asked what it still holds.
 * sending: an update is on its way. waiting: for the station to come.
 * failing: it does not take it, tried again later. withdrawn: somebody took the update back. replaced: somebody sent it another list.
 */
export type ListState = "none" | "in-step" | "checking" | "sending" | "waiting" | "failing" | "withdrawn" | "replaced";

export type ListStatus = {
  stationId: string;
  stationIdentity: string;
  state: ListState;
  desiredVersion: number;
  /** null: not known. */
  stationVersion: number | null;
  stationVersionAt: Date | null;
  inSync: boolean;
  /** Entries that the station has still to be told. */
  pending: number;
  entryCount: number;
  counts: StandingCounts;
  /** What the last update came to. */
  status: string | null;
  reason: string | null;
  statusAt: Date | null;
  failures: number;
  nextTryAt: Date | null;
  replacedAt: Date | null;
  limits: ListLimits;
};

/** How a station's list stands: what we want against what it holds. */
export async function getLocalList(ctx: Context, identity: string): Promise<ListStatus> {
  const station = await readStation(ctx, identity);
  const [list] = await ctx.db.select().from(localLists).where(eq(localLists.stationId, station.id));
  const counts = await countStandings(ctx, station.id);
  const state = stateOf(list, pendingOf(counts), station);
  return {
    ...{ stationId: station.id, stationIdentity: station.identity, state },
    ...{ desiredVersion: list?.desiredVersion ?? 0, stationVersion: list?.stationVersion ?? null },
    stationVersionAt: list?.stationVersionAt ?? null,
    inSync: state === "in-step" || state === "none",
    ...{ pending: list?.desiredVersion ? pendingOf(counts) : 0, entryCount: wantedOf(counts), counts },
    ...{ status: list?.status ?? null, reason: list?.reason ?? null, statusAt: list?.statusAt ?? null },
    ...{ failures: list?.failures ?? 0, nextTryAt: list?.failures ? list.dueAt : null },
    ...{ replacedAt: list?.replacedAt ?? null, limits: await listLimits(ctx, station.id) },
  };
}

function stateOf(list: LocalList | undefined, pending: number, station: Station): ListState {
  if (!list || list.desiredVersion === 0) return "none";
  if (list.replacedAt) return "replaced";
  if (!list.needsFull && pending === 0 && list.stationVersion === list.desiredVersion)
    return station.isOnline && hasBootedSince(station, list.stationVersionAt) ? "checking" : "in-step";
  if (list.failures > 0) return "failing";
  if (list.status === "cancelled" && list.dueAt === null && list.commandId === null) return "withdrawn";
  return station.isOnline ? "sending" : "waiting";
}

const standings = ["add", "change", "held", "remove"] as const;
export const entryList = pageInput.extend({
  identity: anyIdentity,
  search: z.string().trim().max(36).optional(),
  standing: z.enum(standings).optional(),
  /** Only what is still to be told. */
  pending: z.boolean().optional(),
});

export type ListedEntry = {
  idToken: string;
  type: string;
  standing: (typeof standings)[number];
  /** As given; null where the entry follows its card. */
  status: string | null;
  groupIdToken: string | null;
  expiresAt: Date | null;
  language: string | null;
  /** What the station shall be told; null: to be removed. */
  wanted: ListedInfo | null;
  /** What it was told last and took; null: nothing. */
  held: ListedInfo | null;
};

/** The entries by their text, those to be removed as well. */
export async function listEntries(
  ctx: Context,
  { identity, search, standing, pending, limit, cursor }: z.output<typeof entryList>,
): Promise<PageOf<ListedEntry>> {
  const station = await findStation(ctx, identity);
  const after = readCursor(cursor, z.tuple([z.string(), z.string()]));
  const conditions = allOf([
    sql`station_id = ${station.id}::uuid`,
    search ? beginsWith(sql`token_key`, search.toLowerCase()) : undefined,
    standing ? sql`standing = ${standing}` : undefined,
    pending ? sql`standing <> 'held'` : undefined,
    after ? sql`(token_key > ${after[0]} or (token_key = ${after[0]} and type > ${after[1]}))` : undefined,
  ]);
  const rows = await rowsOf<Omit<ListedEntry, "expiresAt"> & { tokenKey: string; expiresAt: string | null }>(
    ctx,
    sql`select token_key as "tokenKey", id_token as "idToken", type, standing, status, group_id_token as "groupIdToken", expires_at as "expiresAt",
        language, wanted, held from local_list_entries where ${conditions} order by token_key, type limit ${limit + 1}`,
  );
  return pageOf(
    rows,
    limit,
    ({ tokenKey, type }) => [tokenKey, type],
    ({ tokenKey: _, ...row }) => ({
      ...row,
      expiresAt: momentOf(row.expiresAt),
    }),
  );
}

export const updateList = pageInput.extend({ identity: anyIdentity });

/** Every update that went out, newest first. */
export async function listUpdates(ctx: Context, { identity, limit, cursor }: z.output<typeof updateList>) {
  const station = await findStation(ctx, identity);
  const before = readCursor(cursor, z.tuple([cursorId]));
  const rows = await ctx.db
    .select()
    .from(localListUpdates)
    .where(and(eq(localListUpdates.stationId, station.id), before ? lt(localListUpdates.id, before[0]) : undefined))
    .orderBy(desc(localListUpdates.id))
    .limit(limit + 1);
  return pageOf(
    rows,
    limit,
    ({ id }) => [id],
    ({ tenantId: _, ...row }) => row,
  );
}
