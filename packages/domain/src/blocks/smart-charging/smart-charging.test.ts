import { randomUUID } from "node:crypto";
import { deviceVariables, eq, reportedChargingProfiles, stationCommands, transactions } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { aRoom, type RoomStation } from "@stationmaster/testing";
import { beforeEach, expect, test } from "vitest";
import { type Command, claimCommand, type Outcome, sendCommand, sendRawCommand, settleCommand } from "../../kernel";
import {
  clearChargingProfile,
  commands,
  getChargingProfiles,
  getCompositeSchedule,
  listChargingLimits,
  listChargingProfiles,
  listCompositeSchedules,
  listEvMessages,
  listProfileReports,
  listReportedProfiles,
  messages,
  type ProfileInput,
  profilesSideBySide,
  setChargingProfile,
} from ".";

const room = await aRoom();
const tenant = await room.tenant();
const noon = room.clock.now;
let station: RoomStation;
beforeEach(async () => {
  room.clock.now = noon;
  station = await tenant.station({ bootStatus: "Accepted" });
});

const find = (action: string) => commands.find((command) => command.action === action) as unknown as Command;
const settle = (outcome: Outcome) =>
  tenant.inside(async (ctx) => {
    const { command } = await claimCommand(ctx, station);
    expect(await settleCommand(ctx, find, command!.id, station.epoch, outcome)).toBe(true);
    return command!;
  });
const answer = (status: string, more: object = {}) =>
  settle({ kind: "answered", response: { status, ...more } as never });
const later = (seconds: number) => {
  room.clock.now = new Date(room.clock.now.getTime() + seconds * 1000);
};

type Said =
  | "ReportChargingProfiles"
  | "NotifyChargingLimit"
  | "ClearedChargingLimit"
  | "NotifyEVChargingNeeds"
  | "NotifyEVChargingSchedule";
/** What the station says, as its connection would bring it. */
const say = <A extends Said>(action: A, request: Req<A>, at = station, of = tenant) => {
  const message = messages.find((one) => one.action === action) as {
    handle(ctx: unknown, request: unknown): Promise<unknown>;
  };
  return of.asStation(at, (ctx) =>
    message.handle({ ...ctx, actor: { kind: "station", id: at.id, name: at.identity } }, request),
  );
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
const set = (chargingProfile: ProfileInput, evseId = 1) =>
  tenant.inside((ctx) => sendCommand(ctx, station.id, setChargingProfile, { evseId, chargingProfile }));
const installed = async (chargingProfile: ProfileInput, evseId = 1) => {
  const { request } = await set(chargingProfile, evseId);
  await answer("Accepted");
  return (request as Req<"SetChargingProfile">).chargingProfile;
};
const profiles = () => tenant.inside((ctx) => listChargingProfiles(ctx, station.id, { limit: 50 }));
const statuses = async () => (await profiles()).map(({ profileId, status }) => [profileId, status]);
const aSession = async (evseId = 1, values: Partial<typeof transactions.$inferInsert> = {}) => {
  const id = randomUUID();
  await tenant.inside((ctx) =>
    ctx.db.insert(transactions).values({
      ...{
        id,
        stationId: station.id,
        ocppId: `tx-${id.slice(0, 8)}`,
        evseId,
        startedAt: ctx.now,
        lastEventAt: ctx.now,
      },
      ...{ lastReceivedAt: ctx.now, firstSeq: 0, lastSeq: 0, ...values },
    }),
  );
  return { id, ocppId: values.ocppId ?? `tx-${id.slice(0, 8)}` };
};
const queued = () =>
  tenant.inside((ctx) =>
    ctx.db.select().from(stationCommands).where(eq(stationCommands.stationId, station.id)).orderBy(stationCommands.id),
  );

test("K01: a profile is wanted, then installed or refused in the station's words; its numbers are filled in", async () => {
  const command = await set(limit(16));
  const { chargingProfile } = command.request as Req<"SetChargingProfile">;
  expect(chargingProfile).toMatchObject({ id: expect.any(Number), chargingSchedule: [{ id: 1 }] });
  expect(await profiles()).toMatchObject([
    { status: "requested", evseId: 1, profileId: chargingProfile.id, purpose: "TxDefaultProfile" },
  ]);
  await answer("Accepted");
  expect(await profiles()).toMatchObject([{ status: "installed", commandId: command.id, profile: chargingProfile }]);
  await set(limit(10, { stackLevel: 1 }));
  await answer("Rejected", { statusInfo: { reasonCode: "InvalidProfile" } });
  await set(limit(10, { stackLevel: 1 }));
  await settle({ kind: "refused", error: { code: "NotSupported", description: "no smart charging" } });
  await set(limit(10, { stackLevel: 1 }));
  await settle({ kind: "silent" });
  expect((await profiles()).map(({ status, reason }) => [status, reason])).toEqual([
    ["unknown", "The station did not answer: it may have taken it."],
    ["refused", "NotSupported: no smart charging"],
    ["refused", "InvalidProfile"],
    ["installed", null],
  ]);
});

test("K01.FR.05: the same id replaces once the station takes it, whatever it was for; a raw payload too", async () => {
  const first = await installed(limit(8));
  await set(limit(6, { id: first.id }));
  await answer("Rejected");
  expect(await statuses()).toEqual([
    [first.id, "refused"],
    [first.id, "installed"],
  ]);
  const raw = { evseId: 0, chargingProfile: { ...first, chargingProfilePurpose: "ChargingStationMaxProfile" } };
  await tenant.inside((ctx) => sendRawCommand(ctx, station.id, setChargingProfile, raw));
  await answer("Accepted");
  expect((await statuses()).map(([, status]) => status)).toEqual(["installed", "refused", "replaced"]);
});

test("K01.FR.06, .52, .53: another of that purpose and level on that EVSE is a contradiction, unless at another time", async () => {
  await installed(limit(8));
  await expect(set(limit(6))).rejects.toMatchObject({ kind: "conflict" });
  await expect(set(limit(6), 0)).rejects.toThrow("says otherwise for EVSE 1");
  await expect(set(limit(6), 2)).resolves.toBeDefined();
  await expect(set(limit(6, { stackLevel: 1 }))).resolves.toBeDefined();
  const until = limit(6, { stackLevel: 2, validTo: "2026-06-02T00:00:00Z" });
  await set(until);
  await expect(
    set({ ...until, validFrom: "2026-06-02T00:00:00Z", validTo: "2026-06-03T00:00:00Z" }),
  ).resolves.toBeDefined();
  await expect(
    set({ ...until, validFrom: "2026-06-01T23:59:59Z", validTo: "2026-06-03T00:00:00Z" }),
  ).rejects.toMatchObject({ kind: "conflict" });
});

test("K01: two operators who set the same level at once: one is told", async () => {
  const results = await Promise.allSettled([set(limit(8)), set(limit(6))]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("K01.FR.03, .33, .34, .39: the profile of a session is of one that runs, on its EVSE, once a level", async () => {
  const { id, ocppId } = await aSession(1);
  const tx = (more: Partial<ProfileInput> = {}) =>
    limit(16, { chargingProfilePurpose: "TxProfile", transactionId: ocppId, ...more });
  await expect(set(limit(16, { chargingProfilePurpose: "TxProfile" }))).rejects.toMatchObject({ kind: "invalid" });
  await expect(set(tx({ transactionId: "nobody" }))).rejects.toThrow("does not run");
  await expect(set(tx(), 2)).rejects.toThrow("runs on EVSE 1");
  const several = [...tx().chargingSchedule, ...tx().chargingSchedule];
  await expect(set(tx({ chargingSchedule: several }))).rejects.toThrow("told its needs");
  const first = await installed(tx());
  await expect(set(tx())).rejects.toThrow("same id");
  await expect(set(tx({ id: first.id }))).resolves.toBeDefined();
  await answer("Accepted");
  await tenant.inside((ctx) => ctx.db.update(transactions).set({ isActive: false }).where(eq(transactions.id, id)));
  // K02.FR.05
  expect(await statuses()).toEqual([
    [first.id, "ended"],
    [first.id, "replaced"],
  ]);
});

test("K01: what the station says of itself is kept to", async () => {
  const tell = (variable: string, value: string) =>
    tenant.inside((ctx) =>
      ctx.db.insert(deviceVariables).values({
        ...{ stationId: station.id, key: `smartchargingctrlr||||${variable.toLowerCase()}|`, attributeType: "Actual" },
        ...{ component: "SmartChargingCtrlr", variable, value, reportedAt: ctx.now },
      }),
    );
  await tell("ProfileStackLevel", "3");
  await tell("RateUnit", "W");
  await expect(set(limit(16))).rejects.toThrow("limits in W only");
  await expect(set(limit(16, { stackLevel: 4 }))).rejects.toThrow("levels up to 3");
});

test("K10: what is cleared is gone, by id or by what it is; Unknown says it was gone before; a later one stays", async () => {
  const clear = (
    input: Parameters<
      typeof sendCommand<
        "ClearChargingProfile",
        { chargingProfileId?: number | undefined; stackLevel?: number | undefined }
      >
    >[3],
  ) => tenant.inside((ctx) => sendCommand(ctx, station.id, clearChargingProfile, input));
  const [a, b] = [await installed(limit(8)), await installed(limit(6, { stackLevel: 1 }))];
  expect((await clear({ chargingProfileId: a.id })).request).toEqual({ chargingProfileId: a.id });
  later(1);
  const c = (await set(limit(7, { stackLevel: 2 }))).request as Req<"SetChargingProfile">;
  await answer("Accepted");
  expect(await statuses()).toEqual([
    [c.chargingProfile.id, "requested"],
    [b.id, "installed"],
    [a.id, "cleared"],
  ]);
  await answer("Accepted");
  later(1);
  expect((await clear({ stackLevel: 1 })).request).toEqual({ chargingProfileCriteria: { stackLevel: 1 } });
  await answer("Unknown");
  expect(await profiles()).toMatchObject([
    { status: "installed" },
    { status: "cleared", reason: expect.stringContaining("none such") },
    { status: "cleared" },
  ]);
  await expect(clear({})).rejects.toMatchObject({ kind: "invalid" });
  await expect(clear({ chargingProfileId: 1, stackLevel: 1 })).rejects.toMatchObject({ kind: "invalid" });
});

const reported = (id: number, more: Partial<Req<"SetChargingProfile">["chargingProfile"]> = {}) =>
  ({
    ...{ id, stackLevel: 0, chargingProfilePurpose: "TxDefaultProfile", chargingProfileKind: "Absolute" },
    chargingSchedule: [
      {
        id: 1,
        startSchedule: noon.toISOString(),
        chargingRateUnit: "A",
        chargingSchedulePeriod: [{ startPeriod: 0, limit: 16 }],
      },
    ],
    ...more,
  }) as Req<"SetChargingProfile">["chargingProfile"];
type Asked = {
  evseId?: number;
  chargingProfileId?: number[];
  chargingProfilePurpose?: "TxDefaultProfile";
  stackLevel?: number;
};
const get = async (input: Asked) => {
  const command = await tenant.inside((ctx) => sendCommand(ctx, station.id, getChargingProfiles, input as never));
  return { command, requestId: command.requestId! };
};
const report = (requestId: number, ids: number[], more: Partial<Req<"ReportChargingProfiles">> = {}) =>
  say("ReportChargingProfiles", {
    requestId,
    chargingLimitSource: "CSO",
    evseId: 1,
    chargingProfile: ids.map((id) => reported(id)),
    ...more,
  });
const told = async () =>
  (await tenant.inside((ctx) => listReportedProfiles(ctx, station.id))).map(({ evseId, source, profileId }) => [
    evseId,
    source,
    profileId,
  ]);

test("K09.FR.03: profiles are asked for by ids or by what they are, and nothing else is in the request", async () => {
  expect((await get({ chargingProfileId: [4] })).command.request).toEqual({
    requestId: expect.any(Number),
    chargingProfile: { chargingProfileId: [4] },
  });
  expect((await get({ evseId: 0, stackLevel: 2 })).command.request).toEqual({
    requestId: expect.any(Number),
    evseId: 0,
    chargingProfile: { stackLevel: 2 },
  });
  await expect(get({})).rejects.toMatchObject({ kind: "invalid" });
  await expect(get({ evseId: 1 })).rejects.toMatchObject({ kind: "invalid" });
  await expect(get({ chargingProfileId: [4], stackLevel: 1 })).rejects.toMatchObject({ kind: "invalid" });
});

test("K09: parts are gathered until the last; what was asked for and not named is there no more", async () => {
  await report(1, [1, 9]);
  const { command, requestId } = await get({ chargingProfilePurpose: "TxDefaultProfile" });
  await answer("Accepted");
  expect(await report(requestId, [1], { tbc: true })).toEqual({});
  expect(await report(requestId, [2], { evseId: 2, tbc: true })).toEqual({});
  expect(await told()).toEqual([
    [1, "CSO", 1],
    [1, "CSO", 9],
  ]);
  await report(requestId, [3], { evseId: 2, chargingLimitSource: "EMS" });
  expect(await told()).toEqual([
    [1, "CSO", 1],
    [2, "CSO", 2],
    [2, "EMS", 3],
  ]);
  expect((await queued()).find(({ id }) => id === command.id)).toMatchObject({
    observed: { report: "complete", profiles: 3 },
  });
  const reports = await tenant.inside((ctx) => listProfileReports(ctx, station.id, { limit: 1 }));
  expect(reports).toMatchObject([{ status: "complete", commandId: command.id, requestId }]);
});

test("K09: NoProfiles says that none of these are there; of others it says nothing", async () => {
  await report(1, [1]);
  await report(1, [2], { evseId: 2 });
  await get({ evseId: 1, chargingProfilePurpose: "TxDefaultProfile" });
  await answer("NoProfiles");
  expect(await told()).toEqual([[2, "CSO", 2]]);
});

test("K09: a report that comes twice, or before its answer, or that nobody asked for, is kept once and takes nothing away", async () => {
  const { requestId } = await get({ chargingProfilePurpose: "TxDefaultProfile" });
  const claimed = await tenant.inside(async (ctx) => (await claimCommand(ctx, station)).command!);
  later(1);
  await report(requestId, [1]);
  await tenant.inside((ctx) =>
    settleCommand(ctx, find, claimed.id, 1, { kind: "answered", response: { status: "Accepted" } }),
  );
  expect((await queued()).find(({ id }) => id === claimed.id)).toMatchObject({ observed: { report: "complete" } });
  await report(requestId, [1]);
  expect(await told()).toEqual([[1, "CSO", 1]]);
  await report(4711, [5]);
  expect(await told()).toEqual([
    [1, "CSO", 1],
    [1, "CSO", 5],
  ]);
});

test("K09: a report that never ends says nothing, and does not fill the house", async () => {
  const { requestId } = await get({ chargingProfilePurpose: "TxDefaultProfile" });
  await answer("Accepted");
  const part = (n: number, tbc: boolean) =>
    report(
      requestId,
      Array.from({ length: 200 }, (_, index) => n * 200 + index),
      { tbc },
    );
  for (let n = 0; n < 6; n++) await part(n, true);
  expect(await told()).toEqual([]);
  expect(await tenant.inside((ctx) => listProfileReports(ctx, station.id, { limit: 5 }))).toMatchObject([
    { status: "receiving" },
  ]);
  await part(6, false);
  expect(await told()).toHaveLength(1000);
});

test("K09: a requestId used again is another question, and each report answers its own", async () => {
  const raw = () =>
    tenant.inside((ctx) =>
      sendRawCommand(ctx, station.id, getChargingProfiles, {
        requestId: 77,
        evseId: 1,
        chargingProfile: { stackLevel: 0 },
      }),
    );
  const first = await raw();
  await answer("Accepted");
  await report(77, [1, 2]);
  later(400);
  const second = await raw();
  await answer("Accepted");
  await report(77, [2]);
  expect(await told()).toEqual([[1, "CSO", 2]]);
  const observed = async (id: string) => (await queued()).find((command) => command.id === id)!.observed;
  expect([await observed(first.id), await observed(second.id)]).toEqual([
    { report: "complete", profiles: 2 },
    { report: "complete", profiles: 1 },
  ]);
});

test("K09: what we want beside what the station has", async () => {
  const { id } = await installed(limit(16));
  expect(await tenant.inside((ctx) => profilesSideBySide(ctx, station.id))).toMatchObject([
    { profileId: id, difference: "not-told" },
  ]);
  await report(1, [id]);
  expect(await tenant.inside((ctx) => profilesSideBySide(ctx, station.id))).toMatchObject([
    { profileId: id, difference: "same" },
  ]);
});

test("K08: the last composite schedule is kept for each EVSE and unit; what was rejected leaves it", async () => {
  const ask = () =>
    tenant.inside((ctx) =>
      sendCommand(ctx, station.id, getCompositeSchedule, { duration: 300, evseId: 0, chargingRateUnit: "W" }),
    );
  const schedule = (watts: number) => ({
    evseId: 0,
    duration: 300,
    scheduleStart: noon.toISOString(),
    chargingRateUnit: "W",
    chargingSchedulePeriod: [{ startPeriod: 0, limit: watts }],
  });
  await ask();
  await answer("Accepted", { schedule: schedule(11_000) });
  await ask();
  const last = await answer("Accepted", { schedule: schedule(8000) });
  await ask();
  await answer("Rejected");
  expect(await tenant.inside((ctx) => listCompositeSchedules(ctx, station.id))).toMatchObject([
    { evseId: 0, unit: "W", schedule: schedule(8000), commandId: last.id },
  ]);
});

test("K11, K12, K13: limits of others hold until they are lifted, by source and EVSE", async () => {
  const schedule = reported(1).chargingSchedule;
  expect(
    await say("NotifyChargingLimit", {
      chargingLimit: { chargingLimitSource: "EMS", isGridCritical: true },
      chargingSchedule: schedule as never,
    }),
  ).toEqual({});
  await say("NotifyChargingLimit", { chargingLimit: { chargingLimitSource: "EMS" }, evseId: 2 });
  await say("NotifyChargingLimit", { chargingLimit: { chargingLimitSource: "SO" }, evseId: 2 });
  const limits = () =>
    tenant.inside(async (ctx) =>
      (await listChargingLimits(ctx, station.id)).map(({ evseId, source, isGridCritical }) => [
        evseId,
        source,
        isGridCritical,
      ]),
    );
  expect(await limits()).toEqual([
    [0, "EMS", true],
    [2, "EMS", null],
    [2, "SO", null],
  ]);
  expect(await say("ClearedChargingLimit", { chargingLimitSource: "SO", evseId: 2 })).toEqual({});
  expect(await limits()).toEqual([
    [0, "EMS", true],
    [2, "EMS", null],
  ]);
  await say("ClearedChargingLimit", { chargingLimitSource: "EMS" });
  expect(await limits()).toEqual([]);
  expect(await tenant.inside((ctx) => listChargingLimits(ctx, station.id, { withLifted: true }))).toHaveLength(3);
  expect(await say("ClearedChargingLimit", { chargingLimitSource: "Other" })).toEqual({});
  await say("NotifyChargingLimit", { chargingLimit: { chargingLimitSource: "SO" }, evseId: 2 });
  expect(await limits()).toEqual([[2, "SO", null]]);
});

const needs = (evseId = 1): Req<"NotifyEVChargingNeeds"> => ({
  evseId,
  chargingNeeds: {
    requestedEnergyTransfer: "AC_three_phase",
    acChargingParameters: { energyAmount: 20_000, evMinCurrent: 6, evMaxCurrent: 32, evMaxVoltage: 400 },
  },
});
const plan = (amperes: number): Req<"NotifyEVChargingSchedule"> => ({
  ...{ evseId: 1, timeBase: room.clock.now.toISOString() },
  chargingSchedule: {
    id: 1,
    chargingRateUnit: "A",
    duration: 600,
    chargingSchedulePeriod: [{ startPeriod: 0, limit: amperes }],
  },
});
const evMessages = () => tenant.inside((ctx) => listEvMessages(ctx, { stationId: station.id }, { limit: 9 }));

test("K15.FR.03, .07: a car's needs are Accepted and its schedule follows, within what holds for the EVSE", async () => {
  const { id, ocppId } = await aSession();
  await installed(limit(16), 0);
  expect(await say("NotifyEVChargingNeeds", needs())).toEqual({ status: "Accepted" });
  const { chargingProfile, evseId } = (await queued()).at(-1)!.request as Req<"SetChargingProfile">;
  expect(evseId).toBe(1);
  expect(chargingProfile).toMatchObject({
    chargingProfilePurpose: "TxProfile",
    transactionId: ocppId,
    chargingSchedule: [{ chargingSchedulePeriod: [{ startPeriod: 0, limit: 16, numberPhases: 3 }] }],
  });
  expect(await evMessages()).toMatchObject([
    { kind: "needs", answer: "Accepted", transactionId: id, commandId: (await queued()).at(-1)!.id },
  ]);
});

test("K15.FR.04: without a session, or with nothing to go by, none will follow", async () => {
  expect(await say("NotifyEVChargingNeeds", needs())).toEqual({ status: "Rejected" });
  await aSession();
  expect(await say("NotifyEVChargingNeeds", { evseId: 1, chargingNeeds: { requestedEnergyTransfer: "DC" } })).toEqual({
    status: "Rejected",
  });
  expect(await queued()).toEqual([]);
  expect((await evMessages()).map(({ reason }) => reason)).toEqual([
    "It told nothing to go by.",
    "No session runs on this EVSE.",
  ]);
});

test("K15.FR.11-13, K16.FR.08: beyond its limits the car is told them again, and not for ever; inside them it goes on", async () => {
  await aSession();
  await say("NotifyEVChargingNeeds", needs());
  const first = await answer("Accepted");
  for (let round = 0; round < 5; round++) {
    expect(await say("NotifyEVChargingSchedule", plan(40))).toEqual({ status: "Rejected" });
    later(1);
  }
  const again = (await queued()).slice(1);
  expect(again.map(({ request }) => request)).toEqual([first.request, first.request, first.request]);
  expect(await say("NotifyEVChargingSchedule", plan(32))).toEqual({ status: "Accepted" });
  expect((await queued()).length).toBe(4);
  expect((await evMessages())[1]).toMatchObject({
    kind: "schedule",
    answer: "Rejected",
    reason: expect.stringContaining("40 A"),
    commandId: null,
  });
});

test("K16.FR.12, K17: needs told again are answered with what an operator set, else with ours under the same id", async () => {
  const { ocppId } = await aSession();
  await say("NotifyEVChargingNeeds", needs());
  const ours = (await answer("Accepted")).request as Req<"SetChargingProfile">;
  later(10);
  await say("NotifyEVChargingNeeds", needs());
  const second = (await answer("Accepted")).request as Req<"SetChargingProfile">;
  expect(second.chargingProfile.id).toBe(ours.chargingProfile.id);
  const operators = await installed(
    limit(7, { id: ours.chargingProfile.id, chargingProfilePurpose: "TxProfile", transactionId: ocppId }),
  );
  for (let round = 0; round < 2; round++) {
    later(40);
    expect(await say("NotifyEVChargingNeeds", needs())).toEqual({ status: "Accepted" });
    expect((await answer("Accepted")).request).toEqual({ evseId: 1, chargingProfile: operators });
  }
});

test("K15: a station that tells its needs after every schedule is stopped", async () => {
  await aSession();
  for (let round = 0; round < 5; round++)
    expect(await say("NotifyEVChargingNeeds", needs())).toEqual({ status: "Accepted" });
  expect(await say("NotifyEVChargingNeeds", needs())).toEqual({ status: "Rejected" });
  later(61);
  expect(await say("NotifyEVChargingNeeds", needs())).toEqual({ status: "Accepted" });
});

test("K15: a car that means to charge where nobody limited it may", async () => {
  expect(await say("NotifyEVChargingSchedule", plan(32))).toEqual({ status: "Accepted" });
  await aSession();
  expect(await say("NotifyEVChargingSchedule", plan(32))).toEqual({ status: "Accepted" });
});

test("K09: another tenant cannot see, set or clear a profile here, nor report into this house", async () => {
  const mine = await installed(limit(16));
  await report(1, [mine.id]);
  const other = await room.tenant();
  const theirs = await other.station();
  await expect(
    other.inside((ctx) => sendCommand(ctx, station.id, setChargingProfile, { evseId: 1, chargingProfile: limit(6) })),
  ).rejects.toMatchObject({ kind: "not-found" });
  expect(await other.inside((ctx) => listChargingProfiles(ctx, station.id, { limit: 5 }))).toEqual([]);
  expect(await other.inside((ctx) => profilesSideBySide(ctx, station.id))).toEqual([]);
  await say(
    "ReportChargingProfiles",
    { requestId: 1, chargingLimitSource: "CSO", evseId: 1, chargingProfile: [reported(99_999)] },
    theirs,
    other,
  );
  expect(await told()).toEqual([[1, "CSO", mine.id]]);
  expect(
    await tenant.inside((ctx) =>
      ctx.db.select().from(reportedChargingProfiles).where(eq(reportedChargingProfiles.profileId, 99_999)),
    ),
  ).toEqual([]);
});
