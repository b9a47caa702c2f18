import { eq, evMessages } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { type CommandRow, defineMessage, newId, type StationContext, sendCommand } from "../../kernel";
import { announce } from "./announce";
import { chargingFacts } from "./charging-facts";
import { wantedProfiles } from "./charging-profile";
import { countOfLate, type EvSession, profileOfSession, sessionOn } from "./ev-session";
import type { ProfileInput } from "./profile-input";
import { scheduleForNeeds } from "./schedule-for-needs";
import { deadlineSeconds, sendAgain } from "./send-again";
import { setChargingProfile } from "./set-charging-profile";

/** A station that tells its needs after each schedule would go on for ever. */
const mostPerMinute = 5;

/** K15-K17: Accepted means that a schedule follows, and it does; Rejected that none will. */
export const notifyEvChargingNeeds = defineMessage("NotifyEVChargingNeeds", async (ctx, request) => {
  const { evseId } = request;
  const session = await sessionOn(ctx, ctx.station.id, evseId);
  const reason = await reasonAgainst(ctx, session);
  // Before the answer to them: several schedules are for a car that has told its needs (K01.FR.34).
  const id = newId();
  await ctx.db.insert(evMessages).values({
    ...{ id, stationId: ctx.station.id, evseId, transactionId: session?.id ?? null, kind: "needs" },
    ...{ receivedAt: ctx.now, request, answer: reason === null ? "Accepted" : "Rejected", reason },
  });
  const command = session && reason === null ? await sendSchedule(ctx, request, session) : undefined;
  if (command) await ctx.db.update(evMessages).set({ commandId: command.id }).where(eq(evMessages.id, id));
  else if (reason === null)
    await ctx.db
      .update(evMessages)
      .set({ answer: "Rejected", reason: "It told nothing to go by." })
      .where(eq(evMessages.id, id));
  announce(ctx, ctx.station.id);
  return { status: command ? "Accepted" : "Rejected" };
});

async function reasonAgainst(ctx: StationContext, session: EvSession | undefined): Promise<string | null> {
  if (!session) return "No session runs on this EVSE.";
  const isTooOften = (await countOfLate(ctx, session, { kind: "needs", seconds: 60 })) >= mostPerMinute;
  return isTooOften ? "It asks too often." : null;
}

/** What an operator has set for the session goes again (K16.FR.12); else all the car can take, within what holds for the EVSE. */
async function sendSchedule(
  ctx: StationContext,
  { evseId, chargingNeeds }: Req<"NotifyEVChargingNeeds">,
  session: EvSession,
): Promise<CommandRow | undefined> {
  const stationId = ctx.station.id;
  const before = await profileOfSession(ctx, stationId, session);
  if (before && before.requestedBy.kind !== "station") return sendAgain(ctx, evseId, session, before);
  const within = (await wantedProfiles(ctx, stationId))
    .filter(({ purpose, evseId: at }) => purpose === "TxDefaultProfile" && (at === 0 || at === evseId))
    .map(({ profile }) => profile);
  const { rateUnits } = await chargingFacts(ctx, stationId, evseId);
  const schedule = scheduleForNeeds(chargingNeeds, { rateUnits, within, now: ctx.now });
  if (!schedule) return undefined;
  const chargingProfile: ProfileInput = {
    ...(before ? { id: before.profileId } : {}),
    ...{ stackLevel: 0, chargingProfilePurpose: "TxProfile", chargingProfileKind: "Absolute" },
    ...{ transactionId: session.ocppId, chargingSchedule: [schedule] },
  };
  return sendCommand(ctx, stationId, setChargingProfile, { evseId, chargingProfile }, { deadlineSeconds });
}
