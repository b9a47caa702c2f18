import { and, chargingProfiles, eq, inArray, lt, notInArray, reportedChargingProfiles, sql } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import type { Context } from "../../kernel";
import { announce } from "./announce";
import type { Profile } from "./profile-rules";

/** What one part of a report is about. */
export type Part = Pick<Req<"ReportChargingProfiles">, "evseId" | "chargingLimitSource" | "chargingProfile">;
export type Asked = {
  evseId?: number | undefined;
  chargingProfile: Req<"GetChargingProfiles">["chargingProfile"];
};
export type Question = { request: Asked; askedAt: Date };

/** No station has as many; one that says so shall not fill a disk. */
const mostProfiles = 1000;

/** What the station says it has; of what it was asked about, it has no more than it names. Answers how many. */
export async function keepReported(
  ctx: Context,
  stationId: string,
  parts: Part[],
  question: Question | undefined,
): Promise<number> {
  if (question) await forgetReported(ctx, stationId, question.request);
  // The last word on an id counts: one statement cannot write it twice.
  const rows = new Map<string, ReturnType<typeof rowOf>>();
  for (const part of parts) {
    for (const profile of part.chargingProfile)
      rows.set(`${part.evseId} ${part.chargingLimitSource} ${profile.id}`, rowOf(ctx, stationId, part, profile));
  }
  const kept = [...rows.values()].slice(0, mostProfiles);
  const { tenantId, stationId: station, evseId, source, profileId } = reportedChargingProfiles;
  if (kept.length > 0)
    await ctx.db
      .insert(reportedChargingProfiles)
      .values(kept)
      .onConflictDoUpdate({
        target: [tenantId, station, evseId, source, profileId],
        set: {
          ...{ profile: sql`excluded.profile`, purpose: sql`excluded.purpose`, stackLevel: sql`excluded.stack_level` },
          reportedAt: ctx.now,
        },
      });
  await believe(ctx, stationId, kept, question);
  announce(ctx, stationId);
  return kept.length;
}

/** What we want and nobody was sure of is there when the station names it, and in doubt when it was asked and does not. */
async function believe(
  ctx: Context,
  stationId: string,
  told: { source: string; profileId: number }[],
  question: Question | undefined,
): Promise<void> {
  const ids = told.filter(({ source }) => source === "CSO").map(({ profileId }) => profileId);
  const { status, profileId } = chargingProfiles;
  const at = { statusAt: ctx.now };
  if (ids.length > 0)
    await ctx.db
      .update(chargingProfiles)
      .set({ ...at, status: "installed", reason: null })
      .where(and(eq(chargingProfiles.stationId, stationId), eq(status, "unknown"), inArray(profileId, ids)));
  if (question) await doubt(ctx, stationId, question, ids);
}

/** Of what the question was about, all that was installed before it and is not among `named`. */
export async function doubt(
  ctx: Context,
  stationId: string,
  { request: { evseId: asked, chargingProfile: by }, askedAt }: Question,
  named: number[] = [],
): Promise<void> {
  if (by.chargingLimitSource && !by.chargingLimitSource.includes("CSO")) return;
  const { status, evseId, profileId, purpose, stackLevel, statusAt } = chargingProfiles;
  await ctx.db
    .update(chargingProfiles)
    .set({ status: "unknown", statusAt: ctx.now, reason: "The station was asked and did not name it." })
    .where(
      and(
        ...[eq(chargingProfiles.stationId, stationId), eq(status, "installed"), lt(statusAt, askedAt)],
        named.length === 0 ? undefined : notInArray(profileId, named),
        asked === undefined ? undefined : eq(evseId, asked),
        by.chargingProfileId === undefined ? undefined : inArray(profileId, by.chargingProfileId),
        by.chargingProfilePurpose === undefined ? undefined : eq(purpose, by.chargingProfilePurpose),
        by.stackLevel === undefined ? undefined : eq(stackLevel, by.stackLevel),
      ),
    );
}

const rowOf = (ctx: Context, stationId: string, { evseId, chargingLimitSource: source }: Part, profile: Profile) => ({
  ...{ stationId, evseId, source, profileId: profile.id, profile, reportedAt: ctx.now },
  ...{ purpose: profile.chargingProfilePurpose, stackLevel: profile.stackLevel },
});

/** All that a question was about is there no more. */
export async function forgetReported(
  ctx: Context,
  station: string,
  { evseId: asked, chargingProfile: by }: Asked,
): Promise<void> {
  const { stationId, evseId, profileId, source, purpose, stackLevel } = reportedChargingProfiles;
  await ctx.db
    .delete(reportedChargingProfiles)
    .where(
      and(
        eq(stationId, station),
        asked === undefined ? undefined : eq(evseId, asked),
        by.chargingProfileId === undefined ? undefined : inArray(profileId, by.chargingProfileId),
        by.chargingLimitSource === undefined ? undefined : inArray(source, by.chargingLimitSource),
        by.chargingProfilePurpose === undefined ? undefined : eq(purpose, by.chargingProfilePurpose),
        by.stackLevel === undefined ? undefined : eq(stackLevel, by.stackLevel),
      ),
    );
  announce(ctx, station);
}
