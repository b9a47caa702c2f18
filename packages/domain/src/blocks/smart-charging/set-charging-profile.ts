import { and, eq, evMessages, transactions } from "@stationmaster/db";
import { z } from "zod";
import { ConflictError, type Context, defineCommand, InvalidError, nextNumber } from "../../kernel";
import { chargingFacts } from "./charging-facts";
import { recordProfile, settleProfile, wantedProfiles } from "./charging-profile";
import { profileInput, profileOf } from "./profile-input";
import { overlaps, type Profile, placeOf, profileFault } from "./profile-rules";

export const profileWish = z.object({ evseId: z.int().min(0), chargingProfile: profileInput });

/** K01-K04: checked here before any station is asked. The same id replaces, so asking again does no harm. */
export const setChargingProfile = defineCommand("SetChargingProfile", {
  input: profileWish,
  mayRepeat: true,

  async build(ctx, stationId, { evseId, chargingProfile: given }) {
    // Holds the station's row: of two that would contradict each other, one is told.
    const number = await nextNumber(ctx, stationId);
    const chargingProfile = profileOf(given.id ?? number, given);
    const fault = profileFault(evseId, chargingProfile, await chargingFacts(ctx, stationId, evseId));
    if (fault) throw new InvalidError(fault.message, placeOf(fault));
    await refuseWithoutItsSession(ctx, stationId, evseId, chargingProfile);
    await refuseContradictions(ctx, stationId, evseId, chargingProfile);
    return { evseId, chargingProfile };
  },

  async record(ctx, stationId, { evseId, chargingProfile: profile }) {
    await recordProfile(ctx, { stationId, evseId, profile });
  },

  async settle(ctx, command, outcome) {
    await settleProfile(ctx, command, command.request.chargingProfile.id, outcome);
  },
});

async function refuseWithoutItsSession(
  ctx: Context,
  stationId: string,
  evseId: number,
  profile: Profile,
): Promise<void> {
  const { chargingProfilePurpose, transactionId, chargingSchedule } = profile;
  const session = transactionId === undefined ? undefined : await runningSession(ctx, stationId, transactionId);
  if (chargingProfilePurpose === "TxProfile") {
    // K01.FR.03, .09, .33
    if (transactionId === undefined)
      throw new InvalidError("The profile of a session names it.", "chargingProfile.transactionId");
    if (!session)
      throw new ConflictError("That session does not run at this station.", "chargingProfile.transactionId");
    if (session.evseId !== null && session.evseId !== evseId)
      throw new ConflictError(`That session runs on EVSE ${session.evseId}.`, "evseId");
  }
  // K01.FR.34
  if (chargingSchedule.length > 1 && !(session && (await hasSaidItsNeeds(ctx, session.id))))
    throw new ConflictError(
      "Several schedules to choose from are for a car that has told its needs.",
      "chargingProfile.chargingSchedule",
    );
}

async function runningSession(ctx: Context, stationId: string, ocppId: string) {
  const [session] = await ctx.db
    .select({ id: transactions.id, evseId: transactions.evseId })
    .from(transactions)
    .where(
      and(eq(transactions.stationId, stationId), eq(transactions.ocppId, ocppId), eq(transactions.isActive, true)),
    );
  return session;
}

async function hasSaidItsNeeds(ctx: Context, transactionId: string): Promise<boolean> {
  const [needs] = await ctx.db
    .select({ id: evMessages.id })
    .from(evMessages)
    .where(and(eq(evMessages.transactionId, transactionId), eq(evMessages.kind, "needs")))
    .limit(1);
  return needs !== undefined;
}

/** K01.FR.06, .39, .52, .53: one profile of a purpose and level at a time. */
async function refuseContradictions(ctx: Context, stationId: string, evseId: number, profile: Profile): Promise<void> {
  const { id, chargingProfilePurpose: purpose, stackLevel, transactionId } = profile;
  const others = (await wantedProfiles(ctx, stationId)).filter(
    (other) => other.profileId !== id && other.purpose === purpose && other.stackLevel === stackLevel,
  );
  for (const other of others) {
    const name = `Profile ${other.profileId}`;
    if (purpose === "TxProfile") {
      if (other.transactionOcppId === transactionId)
        throw new ConflictError(
          `${name} has this level of the session; send it under the same id to replace it.`,
          "chargingProfile.stackLevel",
        );
      continue;
    }
    if (!overlaps(profile, other.profile)) continue;
    if (other.evseId === evseId)
      throw new ConflictError(
        `${name} has this purpose and level on EVSE ${evseId} at that time.`,
        "chargingProfile.stackLevel",
      );
    if (purpose === "TxDefaultProfile" && (other.evseId === 0 || evseId === 0))
      throw new ConflictError(
        `${name} says otherwise for ${other.evseId === 0 ? "every EVSE" : `EVSE ${other.evseId}`} at this level.`,
        "chargingProfile.stackLevel",
      );
  }
}
