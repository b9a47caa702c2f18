import {
  and,
  asc,
  chargingLimits,
  chargingProfiles,
  compositeSchedules,
  desc,
  eq,
  evMessages,
  isNull,
  lt,
  not,
  type ProfileStatus,
  reportedChargingProfiles,
  sql,
  stationReports,
} from "@stationmaster/db";
import type { Context } from "../../kernel";
import { hasEnded, wantedProfiles } from "./charging-profile";
import { compareProfiles } from "./compare-profiles";

type Page = { limit: number; after?: { id: string } | undefined };

const shownStatus = sql<ProfileStatus>`case when ${chargingProfiles.status} in ('installed', 'unknown') and ${hasEnded}
  then 'ended' else ${chargingProfiles.status} end`;

/** What was ever wanted of a station, newest first, with what came of it. */
export const listChargingProfiles = (ctx: Context, stationId: string, { limit, after }: Page) =>
  ctx.db
    .select({
      id: chargingProfiles.id,
      stationId: chargingProfiles.stationId,
      evseId: chargingProfiles.evseId,
      profileId: chargingProfiles.profileId,
      purpose: chargingProfiles.purpose,
      kind: chargingProfiles.kind,
      stackLevel: chargingProfiles.stackLevel,
      transactionId: chargingProfiles.transactionOcppId,
      remoteStartId: chargingProfiles.remoteStartId,
      validFrom: chargingProfiles.validFrom,
      validTo: chargingProfiles.validTo,
      profile: chargingProfiles.profile,
      status: shownStatus,
      statusAt: chargingProfiles.statusAt,
      reason: chargingProfiles.reason,
      commandId: chargingProfiles.commandId,
      requestedBy: sql<string>`${chargingProfiles.requestedBy} ->> 'name'`,
      createdAt: chargingProfiles.createdAt,
    })
    .from(chargingProfiles)
    .where(and(eq(chargingProfiles.stationId, stationId), after ? lt(chargingProfiles.id, after.id) : undefined))
    .orderBy(desc(chargingProfiles.id))
    .limit(limit);

export type ChargingProfile = Awaited<ReturnType<typeof listChargingProfiles>>[number];

/** The profiles a station says it has, whoever set them; without those of sessions that have ended since (K02.FR.05). */
export const listReportedProfiles = (ctx: Context, stationId: string) =>
  ctx.db
    .select()
    .from(reportedChargingProfiles)
    .where(and(eq(reportedChargingProfiles.stationId, stationId), not(isOfEndedSession)))
    .orderBy(
      asc(reportedChargingProfiles.evseId),
      asc(reportedChargingProfiles.profileId),
      asc(reportedChargingProfiles.source),
    )
    .limit(5000);

const isOfEndedSession = sql`(reported_charging_profiles.purpose = 'TxProfile' and exists (
  select 1 from transactions t where t.station_id = reported_charging_profiles.station_id and not t.is_active
    and t.ocpp_id = reported_charging_profiles.profile ->> 'transactionId'))`;

/** What we want beside what the station says it has. */
export const profilesSideBySide = async (ctx: Context, stationId: string) =>
  compareProfiles(await wantedProfiles(ctx, stationId), await listReportedProfiles(ctx, stationId));

/** The reports of profiles, newest first: whole, still coming, or broken off. */
export const listProfileReports = (ctx: Context, stationId: string, { limit, after }: Page) =>
  ctx.db
    .select()
    .from(stationReports)
    .where(
      and(
        eq(stationReports.stationId, stationId),
        eq(stationReports.action, "ReportChargingProfiles"),
        after ? lt(stationReports.id, after.id) : undefined,
      ),
    )
    .orderBy(desc(stationReports.id))
    .limit(limit);

/** What the station last said it will charge by, a row an EVSE and unit. */
export const listCompositeSchedules = (ctx: Context, stationId: string) =>
  ctx.db
    .select()
    .from(compositeSchedules)
    .where(eq(compositeSchedules.stationId, stationId))
    .orderBy(asc(compositeSchedules.evseId), asc(compositeSchedules.unit));

/** The limits others have set, by EVSE; with the lifted ones where they are asked for too. */
export const listChargingLimits = (ctx: Context, stationId: string, { withLifted = false } = {}) =>
  ctx.db
    .select()
    .from(chargingLimits)
    .where(and(eq(chargingLimits.stationId, stationId), withLifted ? undefined : isNull(chargingLimits.clearedAt)))
    .orderBy(asc(chargingLimits.evseId), asc(chargingLimits.source));

/** What cars said they need and mean to draw, newest first. */
export const listEvMessages = (
  ctx: Context,
  {
    stationId,
    evseId,
    transactionId,
  }: { stationId: string; evseId?: number | undefined; transactionId?: string | undefined },
  { limit, after }: Page,
) =>
  ctx.db
    .select()
    .from(evMessages)
    .where(
      and(
        eq(evMessages.stationId, stationId),
        evseId === undefined ? undefined : eq(evMessages.evseId, evseId),
        transactionId === undefined ? undefined : eq(evMessages.transactionId, transactionId),
        after ? lt(evMessages.id, after.id) : undefined,
      ),
    )
    .orderBy(desc(evMessages.id))
    .limit(limit);
