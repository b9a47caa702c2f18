import { evMessages } from "@stationmaster/db";
import { defineMessage, newId, type StationContext } from "../../kernel";
import { announce } from "./announce";
import type { ProfileRow } from "./charging-profile";
import { countOfLate, type EvSession, profileOfSession, sessionOn } from "./ev-session";
import { sendAgain } from "./send-again";
import { breachOf, isWithin } from "./within-limits";

/** How often a car that goes beyond its limits is told them again (K16.FR.08), and in which time. */
const mostRenegotiations = 3;
const renegotiationSeconds = 600;

/** K15.FR.11-13: what a car means to draw is Accepted inside the limits it was given; else it is told them once more. */
export const notifyEvChargingSchedule = defineMessage("NotifyEVChargingSchedule", async (ctx, request) => {
  const { evseId } = request;
  const session = await sessionOn(ctx, ctx.station.id, evseId);
  const given = session && (await profileOfSession(ctx, ctx.station.id, session));
  const profile = given?.profile;
  const answer = !profile || isWithin(request, profile) ? "Accepted" : "Rejected";
  const reason =
    answer === "Rejected" && profile
      ? breachOf(request, profile.chargingSchedule[0]!, profile.recurrencyKind)
      : undefined;
  const again = answer === "Rejected" && session && given ? await renegotiate(ctx, evseId, session, given) : null;
  await ctx.db.insert(evMessages).values({
    ...{ id: newId(), stationId: ctx.station.id, evseId, transactionId: session?.id ?? null, kind: "schedule" },
    ...{ receivedAt: ctx.now, request, answer, reason: reason ?? null, commandId: again },
  });
  announce(ctx, ctx.station.id);
  return { status: answer };
});

async function renegotiate(
  ctx: StationContext,
  evseId: number,
  session: EvSession,
  given: ProfileRow,
): Promise<string | null> {
  const late = { kind: "schedule", answer: "Rejected", seconds: renegotiationSeconds } as const;
  if ((await countOfLate(ctx, session, late)) >= mostRenegotiations) return null;
  const command = await sendAgain(ctx, evseId, session, given);
  return command.id;
}
