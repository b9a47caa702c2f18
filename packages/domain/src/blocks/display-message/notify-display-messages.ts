import { eq, stationCommands } from "@stationmaster/db";
import { defineMessage, observeCommand, receivePart, type StationContext } from "../../kernel";
import { areThere, type MessageInfo, onlyThese, type Question } from "./message-on-display";

/**
 * O03, O04: always answered, also for what nobody asked. What a part lists is there, at once: parts have no numbers, and may come
 * twice, out of order, or without an end. What is not there only the whole list tells.
 */
export const notifyDisplayMessages = defineMessage("NotifyDisplayMessages", async (ctx, request) => {
  await areThere(ctx, ctx.station.id, onceEach(request.messageInfo ?? []), "report");
  ctx.changed({ kind: "room", id: "display-message", stationId: ctx.station.id });
  const complete = await receivePart(ctx, ctx.station.id, "NotifyDisplayMessages", {
    requestId: request.requestId,
    seqNo: null,
    isLast: !request.tbc,
    payload: request.messageInfo ?? [],
  });
  if (!complete) return {};
  const { commandId } = complete.report;
  const question = commandId ? await questionOf(ctx, commandId) : undefined;
  if (!question) return {};
  const listed = onceEach((complete.payloads as MessageInfo[][]).flat());
  await onlyThese(ctx, ctx.station.id, question, listed);
  await observeCommand(ctx, question.id, { parts: complete.payloads.length, messages: listed.length });
  return {};
});

/** Of a message that is told twice, what was told last. */
const onceEach = (messages: MessageInfo[]) => [...new Map(messages.map((message) => [message.id, message])).values()];

async function questionOf(ctx: StationContext, commandId: string): Promise<Question | undefined> {
  const { id, request, sentAt } = stationCommands;
  const [command] = await ctx.db.select({ id, request, sentAt }).from(stationCommands).where(eq(id, commandId));
  // Checked against its schema when it was queued.
  return command as Question | undefined;
}
