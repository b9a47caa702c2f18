import { eq, stationCommands } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { defineMessage, observeCommand, receivePart, type StationContext } from "../../kernel";
import { areAll, areThere, type MessageInfo } from "./message-on-display";

/** O03, O04: always answered. Its parts have no numbers of their own; they are one list once the last has come. */
export const notifyDisplayMessages = defineMessage("NotifyDisplayMessages", async (ctx, request) => {
  const complete = await receivePart(ctx, ctx.station.id, "NotifyDisplayMessages", {
    requestId: request.requestId,
    seqNo: null,
    isLast: !request.tbc,
    payload: request.messageInfo ?? [],
  });
  if (!complete) return {};
  const { commandId } = complete.report;
  const listed = [
    ...new Map((complete.payloads as MessageInfo[][]).flat().map((message) => [message.id, message])).values(),
  ];
  const asked = commandId ? await questionOf(ctx, commandId) : undefined;
  if (asked) await areAll(ctx, ctx.station.id, asked, listed);
  // Nobody asked: it says what is there, and nothing of the rest.
  else await areThere(ctx, ctx.station.id, listed, "report");
  if (commandId) await observeCommand(ctx, commandId, { parts: complete.payloads.length, messages: listed.length });
  ctx.changed({ kind: "room", id: "display-message", stationId: ctx.station.id });
  return {};
});

async function questionOf(ctx: StationContext, commandId: string): Promise<Req<"GetDisplayMessages"> | undefined> {
  const [command] = await ctx.db
    .select({ request: stationCommands.request })
    .from(stationCommands)
    .where(eq(stationCommands.id, commandId));
  // Checked against its schema when it was queued.
  return command?.request as Req<"GetDisplayMessages"> | undefined;
}
