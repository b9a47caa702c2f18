import { and, eq, exists, inArray, isNull, sql, stationCommands, stations, transactions } from "@stationmaster/db";
import { v7 as uuidv7 } from "uuid";
import type { Context } from "../../kernel/context";
import type { Standing } from "../../kernel/may-send";
import { hashStationPassword, isPasswordOf, isStationPassword } from "../../kernel/station-password";

export type Caller = {
  identity: string;
  /** Undefined when it showed none that could be read. */
  password: string | undefined;
  /** The security profile of the port it called. */
  securityProfile: number;
  /** Whether the tenant takes stations that nobody announced. */
  mayBeUnknown: boolean;
};

export type Admission =
  | { kind: "admitted"; station: AdmittedStation }
  | { kind: "unknown" }
  | { kind: "wrong-password" }
  | { kind: "other-profile"; expected: number };

export type AdmittedStation = Standing & {
  id: string;
  identity: string;
  epoch: number;
  /** Another socket held it when this one came: here, on another node, or one that died unheard. */
  wasOnline: boolean;
  /** Commands wait or were never settled, or a transaction was open: to be taken up by this connection. */
  hasUnfinished: boolean;
};

/** Seconds away after which what the station last said of its connectors is no longer known to be true. */
const statesKnownForSeconds = 60;
/** A flood of invented identities must not fill a tenant's list of stations. */
const mostCalled = 1_000;
const noteFailureEverySeconds = 10;

/** Who calls, and whether it is let in; if so this connection is from now on the one that speaks for the station. */
export async function admitStation(ctx: Context, caller: Caller): Promise<Admission> {
  const known = await stationOf(ctx, caller.identity);
  const station = known ?? (caller.mayBeUnknown ? await takeIn(ctx, caller) : undefined);
  if (station === undefined) return { kind: "unknown" };
  if (station === "wrong-password") return { kind: "wrong-password" };
  if (caller.password === undefined || !(await isItsPassword(ctx, station, caller.password))) {
    await noteFailure(ctx, station.id, "wrong password");
    return { kind: "wrong-password" };
  }
  if (station.securityProfile !== caller.securityProfile) {
    await noteFailure(ctx, station.id, `came with security profile ${caller.securityProfile}`);
    return { kind: "other-profile", expected: station.securityProfile };
  }
  return { kind: "admitted", station: await open(ctx, station) };
}

type Passwords = { id: string; passwordHash: string | null; nextPasswordHash: string | null };

/** A01: after a change whose answer was lost both are good; the new one, once used, is the only one. */
async function isItsPassword(
  ctx: Context,
  { id, passwordHash, nextPasswordHash }: Passwords,
  password: string,
): Promise<boolean> {
  if (passwordHash && isPasswordOf(passwordHash, password)) return true;
  if (!nextPasswordHash || !isPasswordOf(nextPasswordHash, password)) return false;
  await ctx.db
    .update(stations)
    .set({ passwordHash: nextPasswordHash, nextPasswordHash: null })
    .where(eq(stations.id, id));
  return true;
}

const identified = (identity: string) =>
  and(eq(stations.identityKey, identity.toLowerCase()), isNull(stations.removedAt));

async function stationOf(ctx: Context, identity: string) {
  const [station] = await ctx.db
    .select({
      id: stations.id,
      identity: stations.identity,
      passwordHash: stations.passwordHash,
      nextPasswordHash: stations.nextPasswordHash,
      securityProfile: stations.securityProfile,
      isOnline: stations.isOnline,
    })
    .from(stations)
    .where(identified(identity))
    .for("update");
  return station;
}

/** The first password an unknown station shows is its password from then on; an operator decides about the rest. */
async function takeIn(ctx: Context, { identity, password, securityProfile }: Caller) {
  if (password === undefined || !isStationPassword(password)) return "wrong-password";
  const [{ called } = { called: 0 }] = await ctx.db
    .select({ called: sql<number>`count(*)::int` })
    .from(stations)
    .where(and(eq(stations.origin, "called"), eq(stations.registrationStatus, "Pending"), isNull(stations.removedAt)));
  if (called >= mostCalled) return undefined;
  const [station] = await ctx.db
    .insert(stations)
    .values({
      id: uuidv7(),
      identity,
      origin: "called",
      createdAt: ctx.now,
      securityProfile,
      passwordHash: hashStationPassword(password),
      registrationStatus: "Pending",
    })
    .onConflictDoNothing()
    .returning();
  // Another socket of the same station was quicker.
  return station ?? (await stationOf(ctx, identity));
}

async function open(ctx: Context, { id, isOnline }: { id: string; isOnline: boolean }): Promise<AdmittedStation> {
  const now = sql`${ctx.now.toISOString()}::timestamptz`;
  const lastHere = sql`coalesce(case when ${stations.isOnline} then ${stations.lastSeenAt} else ${stations.disconnectedAt} end, ${stations.connectedAt})`;
  const [station] = await ctx.db
    .update(stations)
    .set({
      connectionEpoch: sql`${stations.connectionEpoch} + 1`,
      isOnline: true,
      connectedAt: ctx.now,
      lastSeenAt: ctx.now,
      statesStaleBefore: sql`case when ${lastHere} < ${now} - make_interval(secs => ${statesKnownForSeconds}) then ${now} else ${stations.statesStaleBefore} end`,
    })
    .where(eq(stations.id, id))
    .returning({
      id: stations.id,
      identity: stations.identity,
      epoch: stations.connectionEpoch,
      bootStatus: stations.bootStatus,
      registrationStatus: stations.registrationStatus,
    });
  ctx.changed({ kind: "station", id });
  return { ...station!, wasOnline: isOnline, hasUnfinished: await hasUnfinished(ctx, id) };
}

async function hasUnfinished(ctx: Context, stationId: string): Promise<boolean> {
  const waiting = ctx.db
    .select({ one: sql`1` })
    .from(stationCommands)
    .where(and(eq(stationCommands.stationId, stationId), inArray(stationCommands.status, ["queued", "sent"])));
  const open = ctx.db
    .select({ one: sql`1` })
    .from(transactions)
    .where(and(eq(transactions.stationId, stationId), eq(transactions.isActive, true)));
  const [found] = await ctx.db
    .select({ any: sql<boolean>`${exists(waiting)} or ${exists(open)}` })
    .from(sql`(select 1) as one`);
  return found?.any ?? false;
}

/** For the operator who wonders why it does not come; not at every knock of a station that never stops. */
async function noteFailure(ctx: Context, stationId: string, failure: string) {
  const noted = sql`${stations.handshakeFailedAt} > ${ctx.now.toISOString()}::timestamptz - make_interval(secs => ${noteFailureEverySeconds})`;
  await ctx.db
    .update(stations)
    .set({ handshakeFailedAt: ctx.now, handshakeFailure: failure })
    .where(and(eq(stations.id, stationId), sql`(${noted}) is not true`));
}
