import { idTokens } from "@stationmaster/db";
import { remoteStart } from "@stationmaster/domain/remote-control";
import {
  clearChargingProfile,
  getChargingProfiles,
  getCompositeSchedule,
  listChargingLimits,
  listChargingProfiles,
  listCompositeSchedules,
  listEvMessages,
  listProfileReports,
  listReportedProfiles,
  type ProfileInput,
  profilesSideBySide,
  setChargingProfile,
} from "@stationmaster/domain/smart-charging";
import { listTransactions } from "@stationmaster/domain/transactions";
import { OcppError } from "@stationmaster/ocpp";
import type { SimulatedStation } from "@stationmaster/simulator";
import { aServer, aTenant, type TestStation } from "@stationmaster/testing";
import { beforeAll, expect, test } from "vitest";
import { askStation } from "./ask-station";

const server = await aServer();
const { tenant } = await aTenant({ server });
const { ask, doing, effectOf } = askStation({ server, tenant });
beforeAll(() =>
  tenant.inside((ctx) => ctx.db.insert(idTokens).values({ idToken: "CARD", type: "ISO14443", status: "Accepted" })),
);

const evses = [1, 2].map((id) => ({ id, connectors: [{ id: 1, type: "cType2" as const }] }));
const aStation = async () => {
  const row = await tenant.withStation();
  return { row, station: await row.start({ evses }) };
};
const limit = (amperes: number, more: Partial<ProfileInput> = {}): ProfileInput => ({
  ...{ stackLevel: 0, chargingProfilePurpose: "TxDefaultProfile", chargingProfileKind: "Absolute" },
  chargingSchedule: [
    {
      startSchedule: new Date(Date.now() - 60_000).toISOString(),
      duration: 3600,
      chargingRateUnit: "A",
      chargingSchedulePeriod: [{ startPeriod: 0, limit: amperes }],
    },
  ],
  ...more,
});
const relative = (amperes: number, more: Partial<ProfileInput> = {}) =>
  limit(amperes, {
    ...{ chargingProfilePurpose: "TxProfile", chargingProfileKind: "Relative" },
    chargingSchedule: [{ chargingRateUnit: "A", chargingSchedulePeriod: [{ startPeriod: 0, limit: amperes }] }],
    ...more,
  });
const set = (row: TestStation, chargingProfile: ProfileInput, evseId = 1) =>
  ask(row, setChargingProfile, { evseId, chargingProfile });
const profiles = (row: TestStation) => tenant.inside((ctx) => listChargingProfiles(ctx, row.id, { limit: 20 }));
const charge = async (row: TestStation, station: SimulatedStation) => {
  await station.plugIn(1);
  await station.authorize("CARD", { evseId: 1 });
  await station.startCharging(1);
  await station.advance(60);
  const [session] = await tenant.inside((ctx) => listTransactions(ctx, { stationId: row.id }, { limit: 1 }));
  return session!;
};

test("K01, K04: limits of an EVSE and of the whole station are installed, replaced by id, and shown", async () => {
  const { row, station } = await aStation();
  expect(
    await set(
      row,
      limit(6, { validFrom: new Date().toISOString(), validTo: new Date(Date.now() + 3_600_000).toISOString() }),
    ),
  ).toMatchObject({ response: { status: "Accepted" } });
  await set(row, limit(8, { id: 500, chargingProfilePurpose: "ChargingStationMaxProfile" }), 0);
  await set(row, limit(6, { id: 500, chargingProfilePurpose: "ChargingStationMaxProfile" }), 0);
  await set(row, limit(10, { chargingProfileKind: "Recurring", recurrencyKind: "Daily", stackLevel: 2 }), 2);
  expect((await profiles(row)).map(({ status }) => status)).toEqual([
    "installed",
    "installed",
    "replaced",
    "installed",
  ]);
  expect(station.state.profiles.map(({ profile }) => profile.id)).toHaveLength(3);
  expect(station.violations).toEqual([]);
});

test("K01.FR.29: a station without smart charging says so, and that is shown", async () => {
  const { row, station } = await aStation();
  station.onCommand("SetChargingProfile", () => {
    throw new OcppError("NotSupported", "no smart charging");
  });
  expect(await set(row, limit(6))).toMatchObject({ status: "refused", error: { code: "NotSupported" } });
  expect((await profiles(row))[0]).toMatchObject({ status: "refused", reason: "NotSupported: no smart charging" });
});

test("K01.FR.03: the profile of a running session limits it, and ends with it", async () => {
  const { row, station } = await aStation();
  const session = await charge(row, station);
  await set(row, relative(8, { transactionId: session.transactionId }));
  await station.advance(120);
  expect(station.evse(1).powerW).toBeLessThan(6000);
  expect((await profiles(row))[0]).toMatchObject({ status: "installed", transactionId: session.transactionId });
  await station.authorize("CARD", { evseId: 1 });
  await station.unplug(1);
  expect((await profiles(row))[0]).toMatchObject({ status: "ended" });
});

test("K05, F01.FR.08: a remote start brings the profile of its session along", async () => {
  const { row, station } = await aStation();
  await station.plugIn(1);
  const command = await doing((ctx) =>
    remoteStart(ctx, row.id, { evseId: 1, idToken: "CARD", chargingProfile: relative(10) }),
  );
  expect(command.response).toMatchObject({ status: "Accepted" });
  await effectOf(command.id);
  expect((await profiles(row))[0]).toMatchObject({ status: "installed", remoteStartId: command.requestId });
  expect(station.state.profiles).toHaveLength(1);
  expect(station.violations).toEqual([]);
});

test("K08: the composite schedule of an EVSE and of the station is kept", async () => {
  const { row } = await aStation();
  await set(row, limit(10));
  await ask(row, getCompositeSchedule, { duration: 300, evseId: 1, chargingRateUnit: "A" });
  await ask(row, getCompositeSchedule, { duration: 300, evseId: 0 });
  const kept = await tenant.inside((ctx) => listCompositeSchedules(ctx, row.id));
  expect(kept).toMatchObject([
    { evseId: 0, unit: "W" },
    { evseId: 1, unit: "A", schedule: { chargingSchedulePeriod: [{ startPeriod: 0, limit: 10 }] } },
  ]);
});

test("K09, K10: reports by requestId are gathered, what was cleared is gone on both sides", async () => {
  const { row, station } = await aStation();
  await set(row, limit(10), 1);
  await set(row, limit(12), 2);
  const { id } = await ask(row, getChargingProfiles, { chargingProfilePurpose: "TxDefaultProfile" });
  expect(await effectOf(id)).toEqual({ report: "complete", profiles: 2 });
  expect(await tenant.inside((ctx) => listProfileReports(ctx, row.id, { limit: 5 }))).toMatchObject([
    { status: "complete", commandId: id },
  ]);
  const pairs = () => tenant.inside((ctx) => profilesSideBySide(ctx, row.id));
  expect((await pairs()).map(({ evseId, difference }) => [evseId, difference])).toEqual([
    [1, "same"],
    [2, "same"],
  ]);
  await ask(row, clearChargingProfile, { evseId: 2, chargingProfilePurpose: "TxDefaultProfile", stackLevel: 0 });
  expect((await pairs()).map(({ evseId }) => evseId)).toEqual([1]);
  const [reported] = await tenant.inside((ctx) => listReportedProfiles(ctx, row.id));
  await ask(row, clearChargingProfile, { chargingProfileId: reported!.profileId });
  expect(await pairs()).toEqual([]);
  expect((await ask(row, clearChargingProfile, { stackLevel: 9 })).response).toEqual({ status: "Unknown" });
  expect(
    (await ask(row, getChargingProfiles, { evseId: 0, chargingProfilePurpose: "TxDefaultProfile" })).response,
  ).toMatchObject({ status: "NoProfiles" });
  expect(station.violations).toEqual([]);
});

test("K11, K12, K13: a limit from outside holds until it is lifted", async () => {
  const { row, station } = await aStation();
  const limits = () => tenant.inside((ctx) => listChargingLimits(ctx, row.id));
  await station.limitFromOutside({ source: "EMS", limitW: 5000, isGridCritical: true });
  expect(await limits()).toMatchObject([{ evseId: 0, source: "EMS", isGridCritical: true }]);
  await station.limitFromOutside(undefined);
  expect(await limits()).toEqual([]);
});

const ac = { energyAmount: 20_000, evMinCurrent: 6, evMaxCurrent: 16, evMaxVoltage: 400 };
const needs = { evseId: 1, chargingNeeds: { requestedEnergyTransfer: "AC_three_phase", acChargingParameters: ac } };
const plan = (amperes: number) => ({
  ...{ evseId: 1, timeBase: new Date().toISOString() },
  chargingSchedule: {
    id: 1,
    chargingRateUnit: "A",
    duration: 600,
    chargingSchedulePeriod: [{ startPeriod: 0, limit: amperes }],
  },
});
const asked = (station: SimulatedStation) => station.calls("SetChargingProfile", "received").length;

test("K15, K16, K17: a car's needs get a schedule at once; beyond it, once more; inside it, no more", async () => {
  const { row, station } = await aStation();
  const session = await charge(row, station);
  expect(await station.call("NotifyEVChargingNeeds", needs)).toMatchObject({ payload: { status: "Accepted" } });
  await expect.poll(() => asked(station)).toBe(1);
  expect(station.calls("SetChargingProfile", "received")[0]).toMatchObject({
    evseId: 1,
    chargingProfile: { chargingProfilePurpose: "TxProfile", transactionId: session.transactionId },
  });
  expect(await station.call("NotifyEVChargingSchedule", plan(32))).toMatchObject({ payload: { status: "Rejected" } });
  await expect.poll(() => asked(station)).toBe(2);
  expect(await station.call("NotifyEVChargingSchedule", plan(16))).toMatchObject({ payload: { status: "Accepted" } });
  expect(await station.call("NotifyEVChargingNeeds", needs)).toMatchObject({ payload: { status: "Accepted" } });
  await expect.poll(() => asked(station)).toBe(3);
  expect(await station.call("NotifyEVChargingSchedule", plan(10))).toMatchObject({ payload: { status: "Accepted" } });
  await server.settle();
  expect(asked(station)).toBe(3);
  expect((await profiles(row)).map(({ status }) => status)).toEqual(["installed", "replaced", "replaced"]);
  const said = await tenant.inside((ctx) =>
    listEvMessages(ctx, { stationId: row.id, transactionId: session.id }, { limit: 9 }),
  );
  expect(said.map(({ kind, answer }) => `${kind} ${answer}`)).toEqual([
    "schedule Accepted",
    "needs Accepted",
    "schedule Accepted",
    "schedule Rejected",
    "needs Accepted",
  ]);
  expect(station.violations).toEqual([]);
});
