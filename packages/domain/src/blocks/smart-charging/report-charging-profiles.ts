import { eq, stationCommands } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { type Context, defineMessage, observeCommand, receivePart } from "../../kernel";
import { keepReported, type Part, type Question } from "./reported-profile";

/** K09: always answered, also for what nobody asked. Parts carry no number; they are one report once the last has come. */
export const reportChargingProfiles = defineMessage("ReportChargingProfiles", async (ctx, request) => {
  const { requestId, tbc, evseId, chargingLimitSource, chargingProfile } = request;
  const complete = await receivePart(ctx, ctx.station.id, "ReportChargingProfiles", {
    ...{ requestId, seqNo: null, isLast: !tbc },
    payload: { evseId, chargingLimitSource, chargingProfile } satisfies Part,
  });
  if (!complete) return {};
  const { commandId } = complete.report;
  const asked = commandId === null ? undefined : await questionOf(ctx, commandId);
  const profiles = await keepReported(ctx, ctx.station.id, complete.payloads as Part[], asked);
  if (commandId !== null) await observeCommand(ctx, commandId, { report: "complete", profiles });
  return {};
});

async function questionOf(ctx: Context, commandId: string): Promise<Question | undefined> {
  const [command] = await ctx.db
    .select({ request: stationCommands.request, askedAt: stationCommands.createdAt })
    .from(stationCommands)
    .where(eq(stationCommands.id, commandId));
  // Checked against its schema when it was queued.
  return command && { request: command.request as Req<"GetChargingProfiles">, askedAt: command.askedAt };
}
