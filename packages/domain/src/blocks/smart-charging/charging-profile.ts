import { and, asc, chargingProfiles, eq, inArray, isNull, not, or, type ProfileStatus, sql } from "@stationmaster/db";
import { type CommandRow, type Context, newId, type Outcome } from "../../kernel";
import { announce } from "./announce";
import type { Profile } from "./profile-rules";
import { forgetReported } from "./reported-profile";

export type ProfileRow = typeof chargingProfiles.$inferSelect;

const settled: ProfileStatus[] = ["installed", "unknown"];
/** The station has it, may have it, or is about to. */
const wanted = inArray(chargingProfiles.status, ["requested", ...settled]);

/** A TxProfile goes with its session (K02.FR.05); a station may use the name of an ended one again. Written out, as a bare column would be the inner table's. */
export const hasEnded = sql<boolean>`(charging_profiles.purpose = 'TxProfile' and ${ofSession(sql`not t.is_active`)} and not ${ofSession(sql`t.is_active`)})`;

/** By the session's name, or by the start that brought the profile: then one that began about when it was asked for. */
function ofSession(which: ReturnType<typeof sql>) {
  const session = sql`select 1 from transactions t where t.station_id = charging_profiles.station_id and ${which}`;
  return sql`(exists (${session} and t.ocpp_id = charging_profiles.transaction_ocpp_id)
    or (charging_profiles.remote_start_id is not null and exists (${session} and t.remote_start_id = charging_profiles.remote_start_id
      and t.started_at > charging_profiles.created_at - interval '1 day')))`;
}

/** What we want of a station now, oldest first; without what is about to be replaced and what went with its session. */
export const wantedProfiles = (ctx: Context, stationId: string): Promise<ProfileRow[]> =>
  ctx.db
    .select()
    .from(chargingProfiles)
    .where(and(eq(chargingProfiles.stationId, stationId), wanted, isNull(chargingProfiles.replacedBy), not(hasEnded)))
    .orderBy(asc(chargingProfiles.id));

type Wish = { stationId: string; evseId: number; profile: Profile; remoteStartId?: number };

/** What the station will have once it takes it; the same id replaces, whatever it was for (K01.FR.05). */
export async function recordProfile(ctx: Context, { stationId, evseId, profile, remoteStartId }: Wish): Promise<void> {
  const id = newId();
  // What went with its session is written down now and then, so that what is wanted stays few.
  await ctx.db
    .update(chargingProfiles)
    .set({ status: "ended", statusAt: ctx.now })
    .where(and(eq(chargingProfiles.stationId, stationId), inArray(chargingProfiles.status, settled), hasEnded));
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
  // What it told before of this id is not so any more.
  if (status === "installed")
    await forgetReported(ctx, stationId, {
      chargingProfile: { chargingProfileId: [profileId], chargingLimitSource: ["CSO"] },
    });
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
