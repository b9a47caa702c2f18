import { and, count, eq, gt, idTokens, sql, stationCommands, transactions } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { rowsOf } from "../../business/page";
import { type Context, NotFoundError } from "../../kernel";
import { patience } from "./decide";
import { type Place, placeSql } from "./place";

export type IdTokenRow = typeof idTokens.$inferSelect;

export type IdTokenValues = Pick<
  typeof idTokens.$inferInsert,
  | "idToken"
  | "type"
  | "status"
  | "groupIdToken"
  | "masterPass"
  | "language"
  | "expiresAt"
  | "personalMessage"
  | "maxConcurrentTransactions"
  | "driverId"
  | "tariffKey"
  | "language2"
  | "limits"
  | "lostAt"
>;

/** Creates or replaces a token; its text and type compare without case (C01.FR.25). */
export async function putIdToken(ctx: Context, values: IdTokenValues): Promise<IdTokenRow> {
  const all = {
    groupIdToken: null,
    masterPass: false,
    language: null,
    expiresAt: null,
    personalMessage: null,
    maxConcurrentTransactions: null,
    driverId: null,
    tariffKey: null,
    language2: null,
    limits: null,
    lostAt: null,
    ...values,
  };
  const [row] = await ctx.db
    .insert(idTokens)
    .values({ ...all, updatedAt: ctx.now })
    .onConflictDoUpdate({
      target: [idTokens.tenantId, idTokens.tokenKey, idTokens.type],
      set: { ...all, updatedAt: ctx.now },
    })
    .returning();
  return row!;
}

/** A token by its text; where the same text exists under several types, the first by type. */
export async function getIdToken(ctx: Context, idToken: string): Promise<IdTokenRow> {
  const [row] = await ctx.db
    .select()
    .from(idTokens)
    .where(eq(idTokens.tokenKey, idToken.toLowerCase()))
    .orderBy(idTokens.type)
    .limit(1);
  if (!row) throw new NotFoundError("token", idToken);
  return row;
}

export async function findToken(
  ctx: Context,
  { idToken, type }: Req<"Authorize">["idToken"],
): Promise<IdTokenRow | null> {
  const [row] = await ctx.db
    .select()
    .from(idTokens)
    .where(and(eq(idTokens.tokenKey, idToken.toLowerCase()), eq(idTokens.type, type)));
  return row ?? null;
}

/** What a limited card must know of the station it is held to. */
export async function findPlace(ctx: Context, stationId: string): Promise<Place | null> {
  const [row] = await rowsOf<{ place: Place }>(
    ctx,
    sql`select ${sql.raw(placeSql)} as place from stations s where s.id = ${stationId}::uuid`,
  );
  return row?.place ?? null;
}

export async function countRunning(ctx: Context, idToken: string): Promise<number> {
  const [row] = await ctx.db
    .select({ count: count() })
    .from(transactions)
    .where(and(eq(transactions.idTokenKey, idToken.toLowerCase()), eq(transactions.isActive, true)));
  return row!.count;
}

const sentWithinMs = 7 * 24 * 3600 * 1000;

/** Whether a remote start of these days brought this token to the station: then we made it for that start (C03). */
export async function wasSentByUs(ctx: Context, stationId: string, idToken: string): Promise<boolean> {
  const [sent] = await ctx.db
    .select({ id: stationCommands.id })
    .from(stationCommands)
    .where(
      and(
        eq(stationCommands.stationId, stationId),
        gt(stationCommands.id, sql`uuid_at(${new Date(ctx.now.getTime() - sentWithinMs).toISOString()}::timestamptz)`),
        eq(stationCommands.action, "RequestStartTransaction"),
        sql`lower(${stationCommands.request} -> 'idToken' ->> 'idToken') = ${idToken.toLowerCase()}`,
      ),
    )
    .limit(1);
  return sent !== undefined;
}

/** C04.FR.06: of this keypad, a moment ago. */
export async function countWrongPins(ctx: Context, stationId: string): Promise<number> {
  const since = new Date(ctx.now.getTime() - patience.minutes * 60_000);
  const [row] = await rowsOf<{ count: number }>(
    ctx,
    sql`select count(*)::int as count from authorizations
        where station_id = ${stationId}::uuid and id >= uuid_at(${since.toISOString()}::timestamptz) and rule = 'unknown-pin'`,
  );
  return row!.count;
}

/** C01.FR.24: whether each EVSE of a station has a session of another card that was refused at last and did not end. */
export async function isHeldByRefused(ctx: Context, stationId: string, idToken: string): Promise<boolean> {
  const [row] = await rowsOf<{ isHeld: boolean }>(
    ctx,
    sql`select coalesce(bool_and(h.held), false) as "isHeld"
        from evses e cross join lateral (select coalesce(bool_or(t.id_token_key <> ${idToken.toLowerCase()} and a.is_refused), false) as held
          from transactions t cross join lateral (select is_refused from authorizations a
              where a.station_id = t.station_id and a.id >= t.id and a.transaction_id = t.id order by a.id desc limit 1) a
          where t.station_id = e.station_id and t.evse_id = e.evse_id and t.is_active) h
        where e.station_id = ${stationId}::uuid and e.evse_id > 0`,
  );
  return row!.isHeld;
}
