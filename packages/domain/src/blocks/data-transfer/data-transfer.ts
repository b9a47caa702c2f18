import { dataTransfers } from "@stationmaster/db";
import type { Req, Res } from "@stationmaster/ocpp";
import { defineMessage, newId, redact, type StationContext } from "../../kernel";
import { findVendor } from "./vendor";

/** P02: kept with its answer, whichever that is, but for secrets. Never Accepted unless somebody here knows what it means. */
export const dataTransferFromStation = defineMessage("DataTransfer", async (ctx, request) => {
  const answer = await answerOf(ctx, request);
  const stationId = ctx.station.id;
  await ctx.db.insert(dataTransfers).values({
    ...{ id: newId(), stationId, direction: "in", at: ctx.now },
    ...{ vendorId: request.vendorId, messageId: request.messageId ?? null },
    ...redact({ data: request.data ?? null, customData: request.customData ?? null }),
    ...{ status: answer.status, answer: redact(answer), answeredAt: ctx.now },
  });
  ctx.changed({ kind: "room", id: "data-transfer", stationId });
  return answer;
});

async function answerOf(
  ctx: StationContext,
  { vendorId, messageId = "", data }: Req<"DataTransfer">,
): Promise<Res<"DataTransfer">> {
  const vendor = findVendor(vendorId);
  // P02.FR.06
  if (!vendor) return { status: "UnknownVendorId" };
  // P02.FR.07
  const message = Object.hasOwn(vendor.messages, messageId) ? vendor.messages[messageId] : undefined;
  return message ? message(ctx, data) : { status: "UnknownMessageId" };
}
