import { and, desc, eq, transactions } from "@stationmaster/db";
import { z } from "zod";
import { type Context, defineCommand, InvalidError, nextNumber, observeCommand } from "../../kernel";
import {
  chargingFacts,
  type Profile,
  type ProfileInput,
  profileFault,
  profileInput,
  profileOf,
  recordProfile,
  settleProfile,
} from "../smart-charging";

const idTokenTypes = ["Central", "eMAID", "ISO14443", "ISO15693", "KeyCode", "Local", "MacAddress"] as const;

/** F01, F02: Accepted means that it will try; the transaction that carries our remoteStartId is the effect. Never sent twice by itself. */
export const requestStartTransaction = defineCommand("RequestStartTransaction", {
  input: z.object({
    evseId: z.int().positive().optional(),
    idToken: z.string().min(1).max(36),
    idTokenType: z.enum(idTokenTypes).default("Central"),
    groupIdToken: z.string().max(36).optional(),
    chargingProfile: profileInput.optional(),
  }),

  async build(ctx, stationId, { evseId, idToken, idTokenType, groupIdToken, chargingProfile }) {
    const remoteStartId = await nextNumber(ctx, stationId);
    const profile = chargingProfile && (await profileForStart(ctx, stationId, evseId, chargingProfile));
    return {
      remoteStartId,
      idToken: { idToken, type: idTokenType },
      ...(evseId === undefined ? {} : { evseId }),
      ...(groupIdToken ? { groupIdToken: { idToken: groupIdToken, type: "Central" as const } } : {}),
      ...(profile ? { chargingProfile: profile } : {}),
    };
  },

  async record(ctx, stationId, { evseId = 0, chargingProfile: profile, remoteStartId }) {
    if (profile) await recordProfile(ctx, { stationId, evseId, profile, remoteStartId });
  },

  async settle(ctx, command, outcome) {
    const { chargingProfile } = command.request;
    if (chargingProfile) await settleProfile(ctx, command, chargingProfile.id, outcome);
    if (outcome.kind !== "answered" || outcome.response.status !== "Accepted") return;
    // F01.FR.13: named where the cable had begun it already; else the event that carries our remoteStartId says which it is.
    const { transactionId } = outcome.response;
    if (transactionId !== undefined) await noteBegun(ctx, command.id, command.stationId, transactionId);
  },
});

/** F01.FR.09, .11, K05.FR.02: for the session that will begin, whose name nobody knows yet. */
async function profileForStart(
  ctx: Context,
  stationId: string,
  evseId: number | undefined,
  given: ProfileInput,
): Promise<Profile> {
  if (given.chargingProfilePurpose !== "TxProfile")
    throw new InvalidError("A start takes the profile of its session only.", "chargingProfile.chargingProfilePurpose");
  if (given.transactionId !== undefined)
    throw new InvalidError("The session has no name before it begins.", "chargingProfile.transactionId");
  if (given.chargingSchedule.length > 1)
    throw new InvalidError("A start takes one schedule.", "chargingProfile.chargingSchedule");
  const profile = profileOf(given.id ?? (await nextNumber(ctx, stationId)), given);
  const fault = profileFault(evseId ?? 1, profile, await chargingFacts(ctx, stationId, evseId ?? 0));
  if (fault) throw new InvalidError(fault.message, `chargingProfile.${fault.field}`);
  return profile;
}

async function noteBegun(ctx: Context, commandId: string, stationId: string, ocppId: string): Promise<void> {
  const [session] = await ctx.db
    .select({ id: transactions.id })
    .from(transactions)
    .where(and(eq(transactions.stationId, stationId), eq(transactions.ocppId, ocppId)))
    .orderBy(desc(transactions.namesake))
    .limit(1);
  await observeCommand(ctx, commandId, { transactionId: ocppId, ...(session ? { id: session.id } : {}) });
}
