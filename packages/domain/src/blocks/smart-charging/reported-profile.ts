import { and, eq, inArray, reportedChargingProfiles, sql } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import type { Context } from "../../kernel";
import { announce } from "./charging-profile";
import type { Profile } from "./profile-rules";

/** What one part of a report is about. */
export type Part = Pick<Req<"ReportChargingProfiles">, "evseId" | "chargingLimitSource" | "chargingProfile">;
type Asked = Pick<Req<"GetChargingProfiles">, "evseId" | "chargingProfile">;

/** No station has as many; one that says so shall not fill a disk. */
const mostProfiles = 1000;

/** What the station says it has; of what it was asked about, it has no more than it names. Answers how many. */
export async function keepReported(
  ctx: Context,
  stationId: string,
  parts: Part[],
  asked: Asked | undefined,
): Promise<number> {
  if (asked) await forgetReported(ctx, stationId, asked);
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
  announce(ctx, stationId);
  return kept.length;
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
