import type { ReservationStatus } from "@stationmaster/db";
import { and, desc, eq, inArray, isNull, reservations, sql } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import type { Context } from "../../kernel";

export type ReservationRow = typeof reservations.$inferSelect;

/** Nothing has ended it yet, as far as we know. */
export const isLive = inArray(reservations.status, ["requested", "active"]);

/** A reservation as the request says, whoever wrote the request. */
export const valuesOf = (request: Req<"ReserveNow">) => ({
  number: request.id,
  evseId: request.evseId ?? null,
  connectorType: request.connectorType ?? null,
  idToken: request.idToken.idToken,
  idTokenType: request.idToken.type,
  groupIdToken: request.groupIdToken?.idToken ?? null,
  expiresAt: new Date(request.expiryDateTime),
});

/** What still holds, or may hold, an EVSE of the station; without what a later request is about to replace. */
export const holdingReservations = (ctx: Context, stationId: string): Promise<ReservationRow[]> =>
  ctx.db
    .select()
    .from(reservations)
    .where(
      and(
        eq(reservations.stationId, stationId),
        isLive,
        isNull(reservations.replacedBy),
        sql`${reservations.expiresAt} > ${ctx.now.toISOString()}`,
      ),
    );

/** The newest under a number, which a station may only use for one at a time. */
export async function newestOf(ctx: Context, stationId: string, number: number): Promise<ReservationRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(reservations)
    .where(and(eq(reservations.stationId, stationId), eq(reservations.number, number)))
    .orderBy(desc(reservations.id))
    .limit(1);
  return row;
}

/** Ends or confirms one that is still live; what has ended stays as it ended. False when it had. */
export async function setReservationStatus(
  ctx: Context,
  { id, stationId }: Pick<ReservationRow, "id" | "stationId">,
  status: ReservationStatus,
  reason: string | null = null,
): Promise<boolean> {
  const [row] = await ctx.db
    .update(reservations)
    .set({ status, statusAt: ctx.now, reason })
    .where(and(eq(reservations.id, id), isLive))
    .returning({ id: reservations.id });
  if (row) announce(ctx, stationId);
  return row !== undefined;
}

export const announce = (ctx: Context, stationId: string): void =>
  ctx.changed({ kind: "room", id: "reservation", stationId });
