import { and, desc, eq, logRequests, ne, type SQL, sql } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { type Context, newId, stepAdded } from "../../kernel";

export type LogRequest = typeof logRequests.$inferSelect;
type Status = Req<"LogStatusNotification">["status"];

/** The words after which no other follows; Idle: the station says that it is doing nothing of the kind. */
const lastWords = new Set<string>([
  ...(["Uploaded", "UploadFailure", "BadMessage", "PermissionDenied", "NotSupportedOperation"] satisfies Status[]),
  ...(["AcceptedCanceled", "Idle"] satisfies Status[]),
  ...["Rejected", "refused", "silent", "expired", "cancelled", "replaced"],
]);
export const isLastWord = (status: string) => lastWords.has(status);

/** The next step of a request, kept with its time. */
export async function stepLog(
  ctx: Context,
  which: SQL | undefined,
  status: string,
  facts: Partial<Pick<LogRequest, "fileName" | "reason" | "commandId">> = {},
): Promise<LogRequest[]> {
  return ctx.db
    .update(logRequests)
    .set({
      ...{ status, statusAt: ctx.now, isOver: isLastWord(status), ...facts },
      steps: stepAdded(status, ctx.now),
    })
    .where(which)
    .returning();
}

/** The request a number means: the one under way before one that still waits, and the newest of those that are over. */
export async function logOfRequest(ctx: Context, stationId: string, requestId: number): Promise<LogRequest | null> {
  const [log] = await ctx.db
    .select()
    .from(logRequests)
    .where(and(eq(logRequests.stationId, stationId), eq(logRequests.requestId, requestId)))
    .orderBy(logRequests.isOver, sql`status = 'requested'`, desc(logRequests.id))
    .limit(1);
  return log ?? null;
}

/** What is under way at a station: asked for, accepted, and not at its end. */
export const underWay = (stationId: string): SQL | undefined =>
  and(eq(logRequests.stationId, stationId), eq(logRequests.isOver, false), ne(logRequests.status, "requested"));

export const newLog = (
  ctx: Context,
  stationId: string,
  values: Partial<typeof logRequests.$inferInsert> & { status: string },
) =>
  ctx.db
    .insert(logRequests)
    .values({
      ...{ id: newId(), stationId, createdAt: ctx.now, statusAt: ctx.now, isOver: isLastWord(values.status) },
      ...{ steps: [{ status: values.status, at: ctx.now.toISOString() }], ...values },
    })
    .returning();
