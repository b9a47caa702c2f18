import { and, customerInformation, desc, eq, sql } from "@stationmaster/db";
import { defineMessage, newId, observeCommand, receivePart, type StationContext } from "../../kernel";

/** N09, N10: always answered; the parts are one text once the last is there. An empty text says that nothing is kept (N09.FR.06). */
export const notifyCustomerInformation = defineMessage("NotifyCustomerInformation", async (ctx, request) => {
  const complete = await receivePart(ctx, ctx.station.id, "NotifyCustomerInformation", {
    requestId: request.requestId,
    seqNo: request.seqNo,
    isLast: !request.tbc,
    payload: request.data,
  });
  if (!complete) return {};
  const { commandId } = complete.report;
  await keep(ctx, request.requestId, commandId, (complete.payloads as string[]).join(""));
  if (commandId) await observeCommand(ctx, commandId, { report: "complete", parts: complete.payloads.length });
  ctx.changed({ kind: "room", id: "diagnostics", stationId: ctx.station.id });
  return {};
});

async function keep(ctx: StationContext, requestId: number, commandId: string | null, data: string): Promise<void> {
  const [asked] = await ctx.db
    .select({ id: customerInformation.id })
    .from(customerInformation)
    .where(and(eq(customerInformation.stationId, ctx.station.id), eq(customerInformation.requestId, requestId)))
    // A number may have been used before: the row of the command first, then one whose answer is still to come.
    .orderBy(
      sql`command_id is not distinct from ${commandId}::uuid desc`,
      sql`command_id is null desc`,
      desc(customerInformation.id),
    )
    .limit(1);
  const told = { data, completedAt: ctx.now, ...(commandId ? { commandId } : {}) };
  if (asked) await ctx.db.update(customerInformation).set(told).where(eq(customerInformation.id, asked.id));
  else
    await ctx.db.insert(customerInformation).values({
      ...{ id: newId(), stationId: ctx.station.id, requestId, wantsReport: true, wantsClear: false },
      ...{ status: "unasked", statusAt: ctx.now, createdAt: ctx.now, ...told },
    });
}
