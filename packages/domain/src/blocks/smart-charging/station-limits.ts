import { and, asc, type chargingLimits, eq, evses, transactions } from "@stationmaster/db";
import type { Context } from "../../kernel";
import type { ProfilePair } from "./compare-profiles";
import { type Held, inForceAt, limitSteps, type Step } from "./in-force";
import type { Limit } from "./limit-at";
import { listChargingLimits, listCompositeSchedules, profilesSideBySide } from "./list-smart-charging";
import type { Profile } from "./profile-rules";

type CompositeRow = Awaited<ReturnType<typeof listCompositeSchedules>>[number];
type LimitRow = typeof chargingLimits.$inferSelect;
type Holding = Held & { evseId: number; pair?: ProfilePair };

/** A pair with what it says now, where it is this that counts. */
export type StationProfile = ProfilePair & { limitNow: Limit | null };

export type EvseLimits = {
  /** 0: the whole station. */
  evseId: number;
  unit: "A" | "W";
  /** What all that is held leaves, from now on; without a step there is no limit. */
  limits: Step[];
  composite: CompositeRow | undefined;
};

/** What we want beside what the station says it has, and what of it counts now. */
export async function stationProfiles(ctx: Context, stationId: string): Promise<StationProfile[]> {
  const { pairs, holdings, evseIds, beginOf } = await readHeld(ctx, stationId);
  const now = ctx.now.getTime();
  const counting = new Map(
    evseIds
      .flatMap((evseId) => inForceAt(holdingsOf(holdings, evseId), now, beginOf(evseId)))
      .map(({ held, limit }) => [held.pair, limit]),
  );
  return pairs.map((pair) => ({ ...pair, limitNow: counting.get(pair) ?? null }));
}

/** For each EVSE, and the station as a whole, what limits it in the next hours, and what the station last said it would do. */
export async function limitsAhead(ctx: Context, stationId: string, hours: number): Promise<EvseLimits[]> {
  const { holdings, evseIds, beginOf } = await readHeld(ctx, stationId);
  const composites = await listCompositeSchedules(ctx, stationId);
  const from = ctx.now.getTime();
  return evseIds.flatMap((evseId) => {
    const [composite] = composites
      .filter((row) => row.evseId === evseId)
      .sort((a, b) => b.toldAt.getTime() - a.toldAt.getTime());
    const own = holdingsOf(holdings, evseId);
    if (!composite && own.length === 0) return [];
    const leading = own.find(({ profile }) => profile.chargingProfilePurpose.startsWith("Tx")) ?? own[0];
    const unit = unitOf(composite?.unit ?? leading?.profile.chargingSchedule[0]?.chargingRateUnit);
    const limits = limitSteps(own, { from, to: from + hours * 3_600_000, begin: beginOf(evseId), unit });
    return [{ evseId, unit, limits, composite }];
  });
}

const unitOf = (text: string | undefined) => (text === "W" ? "W" : "A");

/** What bounds the station as a whole is told of EVSE 0; what is the default of every EVSE, of each. */
const holdingsOf = (holdings: Holding[], evseId: number) =>
  holdings.filter((one) =>
    evseId === 0
      ? one.evseId === 0 && !one.profile.chargingProfilePurpose.startsWith("Tx")
      : one.evseId === evseId || one.evseId === 0,
  );

async function readHeld(ctx: Context, stationId: string) {
  const pairs = await profilesSideBySide(ctx, stationId);
  const others = await listChargingLimits(ctx, stationId);
  const known = await ctx.db
    .select({ evseId: evses.evseId })
    .from(evses)
    .where(eq(evses.stationId, stationId))
    .orderBy(asc(evses.evseId));
  const holdings = [...pairs.flatMap(holdingOfPair), ...others.flatMap(holdingOfLimit)];
  const evseIds = new Set([0, ...known.map(({ evseId }) => evseId), ...holdings.map(({ evseId }) => evseId)]);
  return { pairs, holdings, evseIds: [...evseIds], beginOf: await beginsOfSessions(ctx, stationId) };
}

const always = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };

/** What the station has, as far as anybody knows: what it told, else what it accepted. */
function holdingOfPair(pair: ProfilePair): Holding[] {
  const { told, wanted, evseId } = pair;
  if (told) return [{ ...always, evseId: told.evseId, profile: told.profile, pair }];
  return wanted?.status === "installed" ? [{ ...always, evseId, profile: wanted.profile, pair }] : [];
}

/** Others tell their schedules or not (SmartChargingCtrlr.NotifyChargingLimitWithSchedules). */
function holdingOfLimit({ evseId, schedules, setAt }: LimitRow): Holding[] {
  if (schedules === null) return [];
  const profile: Profile = {
    ...{ id: 0, stackLevel: 0, chargingProfileKind: "Absolute" },
    chargingProfilePurpose: "ChargingStationExternalConstraints",
    chargingSchedule: schedules.map((one) => ({ startSchedule: setAt.toISOString(), ...one })),
  };
  return [{ ...always, evseId, profile }];
}

/** When what is relative begins on an EVSE: with the session that runs there, else now. */
async function beginsOfSessions(ctx: Context, stationId: string): Promise<(evseId: number) => number> {
  const running = await ctx.db
    .select({ evseId: transactions.evseId, startedAt: transactions.startedAt })
    .from(transactions)
    .where(and(eq(transactions.stationId, stationId), eq(transactions.isActive, true)));
  const begins = new Map(running.map(({ evseId, startedAt }) => [evseId, startedAt.getTime()]));
  return (evseId) => begins.get(evseId) ?? ctx.now.getTime();
}
