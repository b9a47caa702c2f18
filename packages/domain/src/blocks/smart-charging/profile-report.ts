import {
  and,
  chargingProfileReports,
  desc,
  eq,
  gte,
  inArray,
  ne,
  reportedChargingProfiles,
  sql,
  stationCommands,
} from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { v7 as uuidv7 } from "uuid";
import { type CommandRow, type Context, observeCommand } from "../../kernel";
import { announce } from "./charging-profile";

type Part = Req<"ReportChargingProfiles">;
type Report = typeof chargingProfileReports.$inferSelect;

/** No station has as many; a report that never ends shall not fill a disk. */
const mostProfiles = 1000;

/** After this long, the same requestId is another report's. */
const rememberedMs = 3_600_000;

/** Ties what will come to the command that asked. The first part may have overtaken the answer. */
export async function expectProfiles(
  ctx: Context,
  { id: commandId, stationId, requestId, createdAt }: CommandRow,
): Promise<void> {
  if (requestId === null) return;
  const [begun] = await ctx.db
    .update(chargingProfileReports)
    .set({ commandId })
    .where(
      and(
        eq(chargingProfileReports.stationId, stationId),
        eq(chargingProfileReports.requestId, requestId),
        gte(chargingProfileReports.startedAt, createdAt),
      ),
    )
    .returning();
  if (!begun) await begin(ctx, stationId, requestId, commandId);
  else if (begun.status === "complete")
    await observeCommand(ctx, commandId, { report: "complete", profiles: begun.profiles });
}

/** K09: parts carry no number, so each is written as it comes; the last one says what the station no longer has. */
export async function receiveProfiles(ctx: Context, stationId: string, part: Part): Promise<void> {
  const report =
    (await reportOf(ctx, stationId, part.requestId)) ??
    (await begin(ctx, stationId, part.requestId, await askedBy(ctx, stationId, part.requestId)));
  const room = mostProfiles - report.profiles;
  const profiles = part.chargingProfile.slice(0, Math.max(0, room));
  if (profiles.length > 0) await write(ctx, report, part, profiles);
  const isLast = !part.tbc;
  await ctx.db
    .update(chargingProfileReports)
    .set({
      ...{ parts: report.parts + 1, profiles: report.profiles + profiles.length, receivedAt: ctx.now },
      ...(isLast ? { status: "complete" as const } : {}),
      ...(profiles.length < part.chargingProfile.length ? { isCut: true } : {}),
    })
    .where(eq(chargingProfileReports.id, report.id));
  if (isLast && report.commandId)
    await close(ctx, stationId, report.commandId, { id: report.id, profiles: report.profiles + profiles.length });
  announce(ctx, stationId);
}

async function reportOf(ctx: Context, stationId: string, requestId: number): Promise<Report | undefined> {
  const [report] = await ctx.db
    .select()
    .from(chargingProfileReports)
    .where(
      and(
        eq(chargingProfileReports.stationId, stationId),
        eq(chargingProfileReports.requestId, requestId),
        gte(chargingProfileReports.startedAt, new Date(ctx.now.getTime() - rememberedMs)),
      ),
    )
    .orderBy(desc(chargingProfileReports.id))
    .limit(1)
    .for("update");
  return report;
}

async function askedBy(ctx: Context, stationId: string, requestId: number): Promise<string | null> {
  const [command] = await ctx.db
    .select({ id: stationCommands.id })
    .from(stationCommands)
    .where(
      and(
        eq(stationCommands.stationId, stationId),
        eq(stationCommands.action, "GetChargingProfiles"),
        eq(stationCommands.requestId, requestId),
        inArray(stationCommands.status, ["sent", "answered", "silent"]),
      ),
    )
    .orderBy(desc(stationCommands.id))
    .limit(1);
  return command?.id ?? null;
}

async function begin(ctx: Context, stationId: string, requestId: number, commandId: string | null): Promise<Report> {
  const [report] = await ctx.db
    .insert(chargingProfileReports)
    .values({
      id: uuidv7(),
      stationId,
      requestId,
      commandId,
      status: "receiving",
      startedAt: ctx.now,
      receivedAt: ctx.now,
    })
    .returning();
  return report!;
}

async function write(
  ctx: Context,
  report: Report,
  { evseId, chargingLimitSource: source }: Part,
  profiles: Part["chargingProfile"],
): Promise<void> {
  const { tenantId, stationId, profileId } = reportedChargingProfiles;
  // The last word on an id counts: one statement cannot write it twice.
  const byId = new Map(profiles.map((profile) => [profile.id, profile]));
  await ctx.db
    .insert(reportedChargingProfiles)
    .values(
      [...byId.values()].map((profile) => ({
        ...{ stationId: report.stationId, evseId, source, profileId: profile.id, profile },
        ...{ purpose: profile.chargingProfilePurpose, stackLevel: profile.stackLevel },
        ...{ reportId: report.id, reportedAt: ctx.now },
      })),
    )
    .onConflictDoUpdate({
      target: [tenantId, stationId, reportedChargingProfiles.evseId, reportedChargingProfiles.source, profileId],
      set: {
        ...{ profile: sql`excluded.profile`, purpose: sql`excluded.purpose`, stackLevel: sql`excluded.stack_level` },
        ...{ reportId: report.id, reportedAt: ctx.now },
      },
    });
}

/** Of what was asked for, the station no longer has what it did not name. */
async function close(
  ctx: Context,
  stationId: string,
  commandId: string,
  { id, profiles }: Pick<Report, "id" | "profiles">,
): Promise<void> {
  const [command] = await ctx.db
    .select({ request: stationCommands.request })
    .from(stationCommands)
    .where(eq(stationCommands.id, commandId));
  if (command) await forgetWhatWasAskedFor(ctx, stationId, command.request as Req<"GetChargingProfiles">, id);
  await observeCommand(ctx, commandId, { report: "complete", profiles });
}

export async function forgetWhatWasAskedFor(
  ctx: Context,
  station: string,
  { evseId: asked, chargingProfile: by }: Req<"GetChargingProfiles">,
  butOf?: string,
): Promise<void> {
  const { stationId, evseId, profileId, source, purpose, stackLevel, reportId } = reportedChargingProfiles;
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
        butOf === undefined ? undefined : ne(reportId, butOf),
      ),
    );
  announce(ctx, station);
}
