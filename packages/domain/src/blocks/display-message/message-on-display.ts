import { and, displayMessages, eq, inArray, isNull, lte, ne, not, or, type SQL, sql } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import type { Context } from "../../kernel";

export type MessageInfo = Req<"SetDisplayMessage">["message"];
export type DisplayMessage = typeof displayMessages.$inferSelect;
/** A command that asked what is shown, and when it did. */
export type Question = { id: string; request: Req<"GetDisplayMessages">; sentAt: Date | null };

export const ofMessage = (stationId: string, messageId: number): SQL | undefined =>
  and(eq(displayMessages.stationId, stationId), eq(displayMessages.messageId, messageId));

/** What is wanted from now on; null: that it be gone. What is there stays known until the station answers. */
export async function want(
  ctx: Context,
  stationId: string,
  messageId: number,
  wanted: MessageInfo | null,
): Promise<void> {
  const intent = { wanted, status: wanted ? "setting" : "clearing", statusAt: ctx.now, reason: null };
  await ctx.db
    .insert(displayMessages)
    .values({ stationId, messageId, createdAt: ctx.now, transactionId: wanted?.transactionId ?? null, ...intent })
    .onConflictDoUpdate({
      target: [displayMessages.tenantId, displayMessages.stationId, displayMessages.messageId],
      set: intent,
    });
  ctx.changed({ kind: "room", id: "display-message", stationId });
}

/** The station has them now, because it took them or listed them. */
export async function areThere(
  ctx: Context,
  stationId: string,
  messages: MessageInfo[],
  from: "answer" | "report",
): Promise<void> {
  for (let first = 0; first < messages.length; first += 500) {
    const rows = messages.slice(first, first + 500).map((message) => ({
      ...{ stationId, messageId: message.id, transactionId: message.transactionId ?? null, createdAt: ctx.now },
      ...{ actual: message, actualAt: ctx.now, actualFrom: from },
    }));
    await ctx.db
      .insert(displayMessages)
      .values(rows)
      .onConflictDoUpdate({
        target: [displayMessages.tenantId, displayMessages.stationId, displayMessages.messageId],
        set: {
          ...{ actual: sql`excluded.actual`, actualAt: ctx.now, actualFrom: from },
          transactionId: sql`excluded.transaction_id`,
        },
      });
  }
}

/** Only one can be always in front: the former gives way (O01.FR.16). */
export const makeWayFor = (ctx: Context, stationId: string, { id, priority }: MessageInfo): Promise<void> =>
  priority !== "AlwaysFront"
    ? Promise.resolve()
    : isGone(
        ctx,
        and(
          eq(displayMessages.stationId, stationId),
          ne(displayMessages.messageId, id),
          sql`${displayMessages.actual} ->> 'priority' = 'AlwaysFront'`,
        ),
        { wanted: null, status: "replaced", statusAt: ctx.now },
      );

export async function isGone(
  ctx: Context,
  which: SQL | undefined,
  facts: Partial<Pick<DisplayMessage, "wanted" | "status" | "statusAt">> = {},
): Promise<void> {
  await ctx.db
    .update(displayMessages)
    .set({ actual: null, actualAt: ctx.now, actualFrom: null, ...facts })
    .where(which);
}

/** Of what was asked about, all that the station did not list is not there, but for what it has taken since. */
export async function onlyThese(
  ctx: Context,
  stationId: string,
  { request: { id, priority, state }, sentAt }: Question,
  listed: MessageInfo[],
): Promise<void> {
  const ids = listed.map((message) => message.id);
  await isGone(
    ctx,
    and(
      eq(displayMessages.stationId, stationId),
      sentAt ? or(isNull(displayMessages.actualAt), lte(displayMessages.actualAt, sentAt)) : undefined,
      id ? inArray(displayMessages.messageId, id) : undefined,
      priority ? sql`${displayMessages.actual} ->> 'priority' = ${priority}` : undefined,
      state ? sql`${displayMessages.actual} ->> 'state' = ${state}` : undefined,
      ids.length > 0 ? not(inArray(displayMessages.messageId, ids)) : undefined,
    ),
  );
}
