import {
  and,
  asc,
  chargingProfiles,
  eq,
  inArray,
  isNull,
  or,
  type ProfileStatus,
  transactions,
} from "@stationmaster/db";
import { v7 as uuidv7 } from "uuid";
import type { CommandRow, Context, Outcome } from "../../kernel";
import type { Profile } from "./profile-rules";

export type ProfileRow = typeof chargingProfiles.$inferSelect;

/** The station has it, may have it, or is about to. */
const wanted = inArray(chargingProfiles.status, ["requested", "installed", "unknown"]);

/** What we want of a station now, oldest first; without what is about to be replaced and what went with its session. */
export async function wantedProfiles(ctx: Context, stationId: string): Promise<ProfileRow[]> {
  const rows = await ctx.db
    .select()
    .from(chargingProfiles)
    .where(and(eq(chargingProfiles.stationId, stationId), wanted, isNull(chargingProfiles.replacedBy)))
    .orderBy(asc(chargingProfiles.id));
  const named = rows.flatMap(({ transactionOcppId }) => (transactionOcppId === null ? [] : [transactionOcppId]));
  if (named.length === 0) return rows;
  const running = await ctx.db
    .select({ ocppId: transactions.ocppId })
    .from(transactions)
    .where(
      and(eq(transactions.stationId, stationId), eq(transactions.isActive, true), inArray(transactions.ocppId, named)),
    );
  const names = new Set(running.map(({ ocppId }) => ocppId));
  return rows.filter(({ transactionOcppId }) => transactionOcppId === null || names.has(transactionOcppId));
}

type Wish = { stationId: string; evseId: number; profile: Profile; remoteStartId?: number };

/** What the station will have once it takes it; the same id replaces, whatever it was for (K01.FR.05). */
export async function recordProfile(ctx: Context, { stationId, evseId, profile, remoteStartId }: Wish): Promise<void> {
  const id = uuidv7();
  await ctx.db
    .update(chargingProfiles)
    .set({ replacedBy: id })
    .where(and(eq(chargingProfiles.stationId, stationId), eq(chargingProfiles.profileId, profile.id), wanted));
  await ctx.db.insert(chargingProfiles).values({
    ...{ id, stationId, evseId, profileId: profile.id, profile },
    ...{ purpose: profile.chargingProfilePurpose, kind: profile.chargingProfileKind, stackLevel: profile.stackLevel },
    ...{ transactionOcppId: profile.transactionId ?? null, remoteStartId: remoteStartId ?? null },
    ...{ validFrom: momentOf(profile.validFrom), validTo: momentOf(profile.validTo) },
    ...{ status: "requested", statusAt: ctx.now, requestedBy: ctx.actor, createdAt: ctx.now },
  });
  announce(ctx, stationId);
}

const momentOf = (text: string | undefined) => (text === undefined ? null : new Date(text));

/** What came of it: by the answer to the command that carried it. */
export async function settleProfile(
  ctx: Context,
  { id: commandId, stationId, createdAt }: CommandRow,
  profileId: number,
  outcome: Outcome<"SetChargingProfile" | "RequestStartTransaction">,
): Promise<void> {
  const mine = or(
    eq(chargingProfiles.commandId, commandId),
    and(isNull(chargingProfiles.commandId), eq(chargingProfiles.createdAt, createdAt)),
  );
  // A command and what it recorded were written at one moment.
  const [recorded] = await ctx.db
    .select()
    .from(chargingProfiles)
    .where(and(eq(chargingProfiles.stationId, stationId), eq(chargingProfiles.profileId, profileId), mine))
    .orderBy(asc(chargingProfiles.id))
    .limit(1);
  if (!recorded) return;
  const [status, reason] = verdictOf(outcome);
  // One that a later request has replaced meanwhile stays replaced.
  const isReplaced = recorded.status !== "requested";
  await ctx.db
    .update(chargingProfiles)
    .set({ commandId, ...(isReplaced ? {} : { status, reason, statusAt: ctx.now }) })
    .where(eq(chargingProfiles.id, recorded.id));
  await settleReplaced(ctx, recorded.id, status);
  announce(ctx, stationId);
}

function verdictOf(outcome: Outcome<"SetChargingProfile" | "RequestStartTransaction">): [ProfileStatus, string | null] {
  switch (outcome.kind) {
    case "answered": {
      const { status, statusInfo } = outcome.response;
      if (status === "Accepted") return ["installed", null];
      return ["refused", [statusInfo?.reasonCode ?? status, statusInfo?.additionalInfo].filter(Boolean).join(": ")];
    }
    case "refused":
      return ["refused", [outcome.error.code, outcome.error.description].filter(Boolean).join(": ")];
    case "silent":
      return ["unknown", "The station did not answer: it may have taken it."];
    case "expired":
      return ["withdrawn", "The station was away until it was too late."];
    case "cancelled":
      return ["withdrawn", "Withdrawn before it was sent."];
  }
}

/** What it was to replace is replaced when the station took it, as before when it did not, and nobody knows when it kept silent. */
async function settleReplaced(ctx: Context, replacedBy: string, status: ProfileStatus): Promise<void> {
  if (status === "unknown") return;
  const byIt = eq(chargingProfiles.replacedBy, replacedBy);
  const set = status === "installed" ? { status: "replaced" as const, statusAt: ctx.now } : { replacedBy: null };
  await ctx.db.update(chargingProfiles).set(set).where(and(byIt, wanted));
}

export const announce = (ctx: Context, stationId: string): void =>
  ctx.changed({ kind: "room", id: "smart-charging", stationId });
