import { randomUUID } from "node:crypto";
import { eq, evses, transactions } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { aRoom, type RoomStation, type RoomTenant } from "@stationmaster/testing";
import { beforeEach, expect, test } from "vitest";
import { type Command, claimCommand, type Outcome, sendCommand, settleCommand } from "../../kernel";
import {
  clearChargingProfile,
  commands,
  getChargingProfiles,
  limitsAhead,
  limitsOfSession,
  listChargingProfiles,
  messages,
  type Profile,
  type ProfileInput,
  profileOf,
  profilesSideBySide,
  recordProfile,
  setChargingProfile,
  settleProfile,
  stationProfiles,
} from ".";

const room = await aRoom();
const tenant: RoomTenant = await room.tenant();
const noon = room.clock.now;
let station: RoomStation;
beforeEach(async () => {
  room.clock.now = noon;
  station = await tenant.station({ bootStatus: "Accepted" });
  await tenant.inside((ctx) =>
    ctx.db
      .insert(evses)
      .values([1, 2].map((evseId) => ({ stationId: station.id, evseId, origin: "reported" as const }))),
  );
});

const later = (seconds: number) => {
  room.clock.now = new Date(room.clock.now.getTime() + seconds * 1000);
};
const find = (action: string) => commands.find((command) => command.action === action) as unknown as Command;
const settle = (outcome: Outcome) =>
  tenant.inside(async (ctx) => {
    const { command } = await claimCommand(ctx, station);
    await settleCommand(ctx, find, command!.id, station.epoch, outcome);
    return command!;
  });
const answer = (status: string) => settle({ kind: "answered", response: { status } as never });
const say = <A extends "ReportChargingProfiles" | "NotifyChargingLimit" | "ClearedChargingLimit">(
  action: A,
  request: Req<A>,
) => {
  const message = messages.find((one) => one.action === action) as {
    handle(ctx: unknown, request: unknown): Promise<unknown>;
  };
  return tenant.asStation(station, (ctx) => message.handle(ctx, request));
};

const limit = (amperes: number, more: Partial<ProfileInput> = {}): ProfileInput => ({
  ...{ stackLevel: 0, chargingProfilePurpose: "TxDefaultProfile", chargingProfileKind: "Absolute" },
  chargingSchedule: [
    {
      startSchedule: noon.toISOString(),
      chargingRateUnit: "A",
      chargingSchedulePeriod: [{ startPeriod: 0, limit: amperes }],
    },
  ],
  ...more,
});
const named = (id: number, amperes: number, more: Partial<ProfileInput> = {}): Profile =>
  profileOf(id, limit(amperes, more));
const installed = async (chargingProfile: ProfileInput, evseId = 1) => {
  const { request } = await tenant.inside((ctx) =>
    sendCommand(ctx, station.id, setChargingProfile, { evseId, chargingProfile }),
  );
  await answer("Accepted");
  return (request as Req<"SetChargingProfile">).chargingProfile;
};
const aSession = async (
  values: { ocppId?: string; evseId?: number; remoteStartId?: number; namesake?: number } = {},
) => {
  const id = randomUUID();
  const row = {
    ...{ id, stationId: station.id, ocppId: `tx-${id.slice(0, 8)}`, evseId: 1, remoteStartId: null },
    ...{ startedAt: room.clock.now, lastEventAt: room.clock.now, lastReceivedAt: room.clock.now, endedAt: null },
    ...{ firstSeq: 0, lastSeq: 0, ...values },
  };
  await tenant.inside((ctx) => ctx.db.insert(transactions).values(row));
  return row;
};
const end = (id: string) =>
  tenant.inside((ctx) =>
    ctx.db.update(transactions).set({ isActive: false, endedAt: ctx.now }).where(eq(transactions.id, id)),
  );
const tx = (ocppId: string, amperes: number, more: Partial<ProfileInput> = {}) =>
  limit(amperes, { chargingProfilePurpose: "TxProfile", transactionId: ocppId, ...more });
const report = (requestId: number, chargingProfile: Profile[], more: Partial<Req<"ReportChargingProfiles">> = {}) =>
  say("ReportChargingProfiles", {
    ...{ requestId, chargingLimitSource: "CSO", evseId: 1, tbc: false, ...more },
    chargingProfile: chargingProfile as [Profile],
  });
const ask = () =>
  tenant.inside((ctx) =>
    sendCommand(ctx, station.id, getChargingProfiles, { chargingProfilePurpose: "TxDefaultProfile" }),
  );
const pairs = () => tenant.inside((ctx) => stationProfiles(ctx, station.id));
const history = async () =>
  (await tenant.inside((ctx) => listChargingProfiles(ctx, station.id, { limit: 50 }))).map(({ status, reason }) => [
    status,
    reason,
  ]);
const ahead = async (evseId: number) =>
  (await tenant.inside((ctx) => limitsAhead(ctx, station.id, 2)))
    .find((one) => one.evseId === evseId)
    ?.limits.map(({ at, limit: most }) => [(at - noon.getTime()) / 1000, most]);

test("K02.FR.03, .08: a profile of a session touches that session alone; with its end the default holds again", async () => {
  const session = await aSession();
  const byDefault = await installed(limit(16), 0);
  const own = await installed(tx(session.ocppId, 8));
  const now = async () => (await pairs()).map(({ profileId, limitNow }) => [profileId, limitNow?.limit]);
  expect(await now()).toEqual([
    [byDefault.id, 16],
    [own.id, 8],
  ]);
  expect([await ahead(1), await ahead(2)]).toEqual([[[0, 8]], [[0, 16]]]);
  await end(session.id);
  expect(await now()).toEqual([[byDefault.id, 16]]);
  expect(await ahead(1)).toEqual([[0, 16]]);
});

test("K02.FR.05, K05: what came with a remote start ends with its session, and with no other", async () => {
  const command = await ask();
  await answer("NoProfiles");
  const remoteStart = named(70, 10, { chargingProfilePurpose: "TxProfile" });
  await tenant.inside(async (ctx) => {
    await recordProfile(ctx, { stationId: station.id, evseId: 1, profile: remoteStart, remoteStartId: 5 });
    const accepted: Outcome<"SetChargingProfile"> = { kind: "answered", response: { status: "Accepted" } };
    await settleProfile(ctx, command, 70, accepted);
  });
  const standing = await installed(limit(16), 2);
  const other = await aSession({ remoteStartId: 4, evseId: 2 });
  await end(other.id);
  const ids = async () => (await pairs()).map(({ profileId }) => profileId);
  expect(await ids()).toEqual([70, standing.id]);
  expect((await history()).map(([status]) => status)).toEqual(["installed", "installed"]);
  const mine = await aSession({ remoteStartId: 5 });
  await report(1, [{ ...remoteStart, transactionId: mine.ocppId }]);
  expect((await pairs())[0]).toMatchObject({ profileId: 70, difference: "same" });
  await end(mine.id);
  expect(await ids()).toEqual([standing.id]);
  expect((await history()).map(([status]) => status)).toEqual(["installed", "ended"]);
});

test("K02: what went with its session stays so when the station uses the session's name again", async () => {
  const first = await aSession();
  await installed(tx(first.ocppId, 8));
  await end(first.id);
  await installed(limit(16));
  expect((await history()).map(([status]) => status)).toEqual(["installed", "ended"]);
  await aSession({ ocppId: first.ocppId, namesake: 1 });
  expect((await history()).map(([status]) => status)).toEqual(["installed", "ended"]);
});

test("K03: what a local controller has set stands beside ours, by who set it", async () => {
  await installed(limit(16));
  await report(1, [named(900, 9)], { chargingLimitSource: "EMS" });
  expect((await pairs()).map(({ difference, told }) => [difference, told?.source ?? null])).toEqual([
    ["not-told", null],
    ["foreign", "EMS"],
  ]);
});

test("K06, K07: what was installed is still wanted and counts after the station was away", async () => {
  const profile = await installed(limit(16), 0);
  await tenant.inside((ctx) => sendCommand(ctx, station.id, clearChargingProfile, { chargingProfileId: profile.id }));
  await settle({ kind: "expired" });
  later(3600);
  const session = await aSession();
  expect(await pairs()).toMatchObject([{ profileId: profile.id, limitNow: { limit: 16, unit: "A" } }]);
  expect(await tenant.inside((ctx) => limitsOfSession(ctx, session))).toEqual([]);
  later(60);
  expect(await tenant.inside((ctx) => limitsOfSession(ctx, session))).toEqual([
    { at: session.startedAt.getTime(), limit: 11_040 },
  ]);
});

test("K09: what the station does not name when asked is in doubt; named again, it is there", async () => {
  const profile = await installed(limit(16));
  const since = await installed(limit(6, { stackLevel: 1 }), 2);
  later(60);
  const { requestId } = await ask();
  await answer("Accepted");
  later(1);
  await report(requestId!, [since], { evseId: 2 });
  expect(await history()).toEqual([
    ["installed", null],
    ["unknown", "The station was asked and did not name it."],
  ]);
  expect(await ahead(1)).toBeUndefined();
  await report(9, [profile]);
  expect(await history()).toEqual([
    ["installed", null],
    ["installed", null],
  ]);
  expect(await ahead(1)).toEqual([[61, 16]]);
  later(60);
  await ask();
  await answer("NoProfiles");
  expect((await history()).map(([status]) => status)).toEqual(["unknown", "unknown"]);
});

test("K09: what was set after the question is not put in doubt by its answer", async () => {
  const { requestId } = await ask();
  await answer("Accepted");
  later(1);
  await installed(limit(16));
  later(1);
  await report(requestId!, [named(900, 5)], { evseId: 2 });
  expect(await history()).toEqual([["installed", null]]);
});

test("K09: a part that comes after the last one is answered, and takes nothing away", async () => {
  const { requestId } = await ask();
  await answer("Accepted");
  await report(requestId!, [named(2, 5)], { evseId: 2 });
  expect(await report(requestId!, [named(1, 5)], { tbc: true })).toEqual({});
  expect((await pairs()).map(({ profileId }) => profileId)).toEqual([2]);
});

test("K01.FR.05: what the station told of an id is old once it took another under it", async () => {
  const first = await installed(limit(16));
  await report(1, [first]);
  await installed(limit(10, { id: first.id }));
  expect(await tenant.inside((ctx) => profilesSideBySide(ctx, station.id))).toMatchObject([
    { profileId: first.id, difference: "not-told", told: null },
  ]);
  expect(await ahead(1)).toEqual([[0, 10]]);
});

test("K11, K13, K14: the schedule of a limit from outside counts until it is lifted, also a controller's for the whole station", async () => {
  await installed(limit(16));
  const { startSchedule: _, ...schedule } = named(1, 9).chargingSchedule[0]!;
  await say("NotifyChargingLimit", {
    chargingLimit: { chargingLimitSource: "EMS" },
    chargingSchedule: [schedule],
  });
  expect([await ahead(0), await ahead(1), await ahead(2)]).toEqual([[[0, 9]], [[0, 9]], [[0, 9]]]);
  await say("ClearedChargingLimit", { chargingLimitSource: "EMS" });
  expect([await ahead(0), await ahead(1), await ahead(2)]).toEqual([undefined, [[0, 16]], undefined]);
});

test("K01: a session's limits are those it had, one after the other", async () => {
  const session = await aSession();
  const first = await installed(tx(session.ocppId, 16));
  later(600);
  await installed(tx(session.ocppId, 10, { id: first.id }));
  later(600);
  await tenant.inside((ctx) => sendCommand(ctx, station.id, clearChargingProfile, { chargingProfileId: first.id }));
  later(60);
  await answer("Accepted");
  later(600);
  const steps = await tenant.inside((ctx) => limitsOfSession(ctx, session));
  expect(steps.map(({ at, limit: most }) => [(at - noon.getTime()) / 1000, most])).toEqual([
    [0, 11_040],
    [600, 6900],
    [1260, null],
  ]);
  const stranger = await room.tenant();
  expect(await stranger.inside((ctx) => limitsOfSession(ctx, session))).toEqual([]);
});
