import {
  listChargingLimits,
  listChargingProfiles,
  listCompositeSchedules,
  listReportedProfiles,
} from "@stationmaster/domain/smart-charging";
import type { Req, Res } from "@stationmaster/ocpp";
import { expect, test } from "vitest";
import { aLab, type Bench, card, now } from "../test/a-lab";

const lab = await aLab();

type Profile = Req<"SetChargingProfile">["chargingProfile"];
type Schedule = Profile["chargingSchedule"][number];
type Unit = Schedule["chargingRateUnit"];
const accepted = { status: "Accepted" } as const;

const schedule = (limit: number, chargingRateUnit: Unit = "A"): Schedule => ({
  ...{ id: 1, chargingRateUnit, duration: 3600 },
  chargingSchedulePeriod: [{ startPeriod: 0, limit, numberPhases: 3 }],
});
const begins = () => ({ startSchedule: now() });
const profile = (more: Partial<Profile>, chargingSchedule: Schedule = { ...schedule(6), ...begins() }): Profile => ({
  ...{ id: 100, stackLevel: 0, chargingProfilePurpose: "TxDefaultProfile", chargingProfileKind: "Absolute" },
  chargingSchedule: [chargingSchedule],
  ...more,
});
const ofSession = (transactionId?: string, more: Partial<Profile> = {}) =>
  profile(
    {
      chargingProfilePurpose: "TxProfile",
      chargingProfileKind: "Relative",
      ...(transactionId ? { transactionId } : {}),
      ...more,
    },
    schedule(8),
  );
const ofStation = (limit: number) =>
  profile({ id: 200, chargingProfilePurpose: "ChargingStationMaxProfile" }, { ...schedule(limit), ...begins() });

const set = (
  bench: Bench,
  evseId: number,
  chargingProfile: Profile,
  status: Res<"SetChargingProfile">["status"] = "Accepted",
) => bench.operate("SetChargingProfile", { evseId, chargingProfile }, { status });
/** What came of each profile that was set, newest first. */
const statuses = async (bench: Bench) =>
  (await lab.inside((ctx) => listChargingProfiles(ctx, bench.id, { limit: 9 }))).map(({ profileId, status }) => [
    profileId,
    status,
  ]);

async function charging() {
  const bench = await lab.station();
  const session = bench.session();
  await session.plugged();
  await session.authorized();
  await session.charging();
  return { bench, session };
}

// Setting

test.each([
  ["A", 6],
  ["W", 6000],
] as const)("K01: a default of one EVSE, in %s (TC_K_01_CSMS)", async (unit, limit) => {
  const bench = await lab.station();
  const validity = { validFrom: now(), validTo: now(7200) };
  await set(bench, 1, profile(validity, { ...schedule(limit, unit), ...begins() }));
  expect(await statuses(bench)).toEqual([[100, "installed"]]);
});

test("K01: a profile of a session where there is none is refused, and shown so (TC_K_02_CSMS)", async () => {
  const bench = await lab.station();
  await set(bench, 1, ofSession("nobody's"), "Rejected");
  expect(await statuses(bench)).toEqual([[100, "refused"]]);
});

test.each([
  ["A", 8],
  ["W", 8000],
] as const)("K01, K04: a limit of the whole station, in %s (TC_K_03_CSMS)", async (unit, limit) => {
  const bench = await lab.station();
  await set(
    bench,
    0,
    profile({ chargingProfilePurpose: "ChargingStationMaxProfile" }, { ...schedule(limit, unit), ...begins() }),
  );
  expect(await statuses(bench)).toEqual([[100, "installed"]]);
});

test("K01: a profile takes the place of the one with its number (TC_K_04_CSMS)", async () => {
  const bench = await lab.station();
  await set(bench, 1, profile({}, { ...schedule(8), ...begins() }));
  await set(bench, 1, profile({}));
  expect(await statuses(bench)).toEqual([
    [100, "installed"],
    [100, "replaced"],
  ]);
});

test("K01: a default of every EVSE (TC_K_10_CSMS)", async () => {
  const bench = await lab.station();
  await set(bench, 0, profile({}));
  expect(await statuses(bench)).toEqual([[100, "installed"]]);
});

test("K01.FR.29: a station without smart charging says so by a CALLERROR, and it is shown (TC_K_15_CSMS)", async () => {
  const bench = await lab.station();
  const record = await bench.refuse("SetChargingProfile", { evseId: 1, chargingProfile: profile({}) }, "NotSupported");
  expect(record).toMatchObject({ status: "refused", error: { code: "NotSupported" } });
  expect(await statuses(bench)).toEqual([[100, "refused"]]);
});

test.each(["Daily", "Weekly"] as const)("K01: a default that comes back %s (TC_K_19_CSMS)", async (recurrencyKind) => {
  const bench = await lab.station();
  await set(bench, 1, profile({ chargingProfileKind: "Recurring", recurrencyKind }));
  expect(await statuses(bench)).toEqual([[100, "installed"]]);
});

test("K01.FR.03: a profile of the session that runs, relative to its start (TC_K_60_CSMS)", async () => {
  const { bench, session } = await charging();
  await set(bench, 1, ofSession(session.transactionId));
  expect(await statuses(bench)).toEqual([[100, "installed"]]);
  await session.ended();
  expect(await statuses(bench)).toEqual([[100, "ended"]]);
});

test("K01.FR.03: a profile of the session that runs, from a moment on (TC_K_60_CSMS)", async () => {
  const { bench, session } = await charging();
  const { transactionId } = session;
  await set(bench, 1, profile({ chargingProfilePurpose: "TxProfile", transactionId }));
  expect(await statuses(bench)).toEqual([[100, "installed"]]);
});

test("K01: a default and a limit of the station, side by side (TC_K_70_CSMS)", async () => {
  const bench = await lab.station();
  await set(bench, 1, profile({}));
  await set(bench, 0, ofStation(8));
  expect(await statuses(bench)).toEqual([
    [200, "installed"],
    [100, "installed"],
  ]);
});

test.each(["relative", "absolute"])(
  "K05, F01.FR.08: a remote start brings a profile along, %s (TC_K_37_CSMS)",
  async (kind) => {
    const bench = await lab.station();
    const session = bench.session();
    await session.plugged();
    const chargingProfile = kind === "relative" ? ofSession() : profile({ chargingProfilePurpose: "TxProfile" });
    const request = { idToken: card, remoteStartId: 9, evseId: 1, chargingProfile };
    await bench.operate("RequestStartTransaction", request, { ...accepted, transactionId: session.transactionId });
    await session.event("Updated", "RemoteStart", { idToken: card, transactionInfo: { remoteStartId: 9 } });
    await session.charging();
    expect(await statuses(bench)).toEqual([[100, "installed"]]);
  },
);

// Reading

type Criterion = Req<"GetChargingProfiles">["chargingProfile"];
type Source = Req<"ReportChargingProfiles">["chargingLimitSource"];
type Asked = { evseId?: number; chargingProfile: Criterion };

/** The station reports one profile for each of these EVSEs, and says with each but the last that more is to come. */
async function reported(asked: Asked, evseIds: number[], source: Source = "CSO", told: Partial<Profile> = {}) {
  const bench = await lab.station();
  const command = await bench.operate("GetChargingProfiles", { requestId: 5, ...asked }, accepted);
  for (const [n, evseId] of evseIds.entries()) {
    const report = { requestId: 5, chargingLimitSource: source, evseId, tbc: n < evseIds.length - 1 };
    expect(
      await bench.call("ReportChargingProfiles", { ...report, chargingProfile: [profile({ id: 300 + n, ...told })] }),
    ).toEqual({});
  }
  await bench.seen(command);
  const kept = await lab.inside((ctx) => listReportedProfiles(ctx, bench.id));
  expect(kept).toMatchObject(evseIds.map((evseId, n) => ({ evseId, profileId: 300 + n, source })));
  return bench;
}
const purpose = { chargingProfilePurpose: "TxDefaultProfile" } as const;

test("K09.FR.03: profiles of the station (TC_K_29_CSMS)", async () => {
  await reported({ evseId: 0, chargingProfile: purpose }, [0]);
});

test("K09.FR.03: profiles of an EVSE (TC_K_30_CSMS)", async () => {
  await reported({ evseId: 1, chargingProfile: purpose }, [1]);
});

test("K09.FR.03: profiles of every EVSE, in parts (TC_K_31_CSMS)", async () => {
  await reported({ chargingProfile: purpose }, [0, 1, 2]);
});

test("K09.FR.03: profiles by number (TC_K_32_CSMS)", async () => {
  await reported({ chargingProfile: { chargingProfileId: [300] } }, [1]);
});

test("K09.FR.03: profiles of an EVSE by level (TC_K_33_CSMS)", async () => {
  await reported({ evseId: 1, chargingProfile: { stackLevel: 0 } }, [1]);
});

test("K09.FR.03: profiles of an EVSE by source (TC_K_34_CSMS)", async () => {
  await reported({ evseId: 1, chargingProfile: { chargingLimitSource: ["EMS"] } }, [1], "EMS");
});

test("K09.FR.03: profiles of an EVSE by purpose (TC_K_35_CSMS)", async () => {
  await reported({ evseId: 1, chargingProfile: { chargingProfilePurpose: "ChargingStationMaxProfile" } }, [1]);
});

test("K09.FR.03: profiles of an EVSE by purpose and level (TC_K_36_CSMS)", async () => {
  await reported({ evseId: 1, chargingProfile: { ...purpose, stackLevel: 0 } }, [1]);
});

test("K08: what an EVSE will charge by (TC_K_43_CSMS)", async () => {
  await composed(1, "A");
});

test("K08: what the station will charge by (TC_K_44_CSMS)", async () => {
  await composed(0, "W");
});

async function composed(evseId: number, chargingRateUnit: Unit) {
  const bench = await lab.station();
  const periods = {
    chargingSchedulePeriod: [
      { startPeriod: 0, limit: 6 },
      { startPeriod: 100, limit: 10.5 },
    ] as Schedule["chargingSchedulePeriod"],
  };
  const told = { evseId, duration: 300, scheduleStart: now(), chargingRateUnit, ...periods };
  await bench.operate(
    "GetCompositeSchedule",
    { evseId, duration: 300, chargingRateUnit },
    { ...accepted, schedule: told },
  );
  expect(await lab.inside((ctx) => listCompositeSchedules(ctx, bench.id))).toMatchObject([
    { evseId, unit: chargingRateUnit, schedule: periods },
  ]);
}

// Clearing

const criteria = { chargingProfilePurpose: "TxDefaultProfile", stackLevel: 0, evseId: 1 } as const;

test("K10.FR.02: a profile is cleared by the number the station told (TC_K_05_CSMS)", async () => {
  const bench = await reported({ evseId: 1, chargingProfile: purpose }, [1]);
  await bench.operate("ClearChargingProfile", { chargingProfileId: 300 }, accepted);
  expect(await lab.inside((ctx) => listReportedProfiles(ctx, bench.id))).toEqual([]);
});

test("K10.FR.02: a profile is cleared by level and purpose (TC_K_06_CSMS)", async () => {
  const bench = await lab.station();
  await set(bench, 1, profile({}));
  await bench.operate("ClearChargingProfile", { chargingProfileCriteria: criteria }, accepted);
  expect(await statuses(bench)).toEqual([[100, "cleared"]]);
});

test("K10: there is nothing to clear, and that is shown (TC_K_08_CSMS)", async () => {
  const bench = await lab.station();
  await bench.operate("ClearChargingProfile", { chargingProfileCriteria: criteria }, { status: "Unknown" });
});

// Limits of others

const limits = (bench: Bench) => lab.inside((ctx) => listChargingLimits(ctx, bench.id));
async function limited(bench: Bench) {
  const limit = { chargingLimit: { chargingLimitSource: "EMS" as const, isGridCritical: false }, evseId: 1 };
  expect(
    await bench.call("NotifyChargingLimit", { ...limit, chargingSchedule: [{ ...schedule(10), ...begins() }] }),
  ).toEqual({});
  expect(await limits(bench)).toMatchObject([{ evseId: 1, source: "EMS" }]);
}
async function lifted(bench: Bench) {
  expect(await bench.call("ClearedChargingLimit", { chargingLimitSource: "EMS", evseId: 1 })).toEqual({});
  expect(await limits(bench)).toEqual([]);
}

test("K12: a limit from outside (TC_K_48_CSMS)", async () => {
  await limited(await lab.station());
});

test("K13: a limit from outside is lifted (TC_K_50_CSMS)", async () => {
  const bench = await lab.station();
  await limited(bench);
  await lifted(bench);
});

test("K13: a limit from outside is lifted while a car charges (TC_K_51_CSMS)", async () => {
  const { bench, session } = await charging();
  await limited(bench);
  await lifted(bench);
  expect(await session.event("Updated", "ChargingRateChanged")).toEqual({});
});

test("K12: a limit from outside among the profiles (TC_K_52_CSMS)", async () => {
  const outside = { chargingProfilePurpose: "ChargingStationExternalConstraints" } as const;
  await reported({ evseId: 1, chargingProfile: outside }, [1], "EMS", outside);
});

// With the car

const needs: Req<"NotifyEVChargingNeeds"> = {
  evseId: 1,
  chargingNeeds: {
    requestedEnergyTransfer: "AC_three_phase",
    departureTime: now(14_400),
    acChargingParameters: { energyAmount: 20_000, evMinCurrent: 6, evMaxCurrent: 16, evMaxVoltage: 400 },
  },
};
const plan = (amperes: number): Req<"NotifyEVChargingSchedule"> => ({
  evseId: 1,
  timeBase: now(),
  chargingSchedule: schedule(amperes),
});

/** A car that says what it needs hears Accepted, and its schedule comes as a profile of its session. */
async function needy() {
  const { bench, session } = await charging();
  const asked = () => bench.line.calls("SetChargingProfile", "received") as unknown as Req<"SetChargingProfile">[];
  const needing = async (times: number) => {
    expect(await bench.call("NotifyEVChargingNeeds", needs)).toMatchObject({
      status: expect.stringMatching(/^(Accepted|Processing)$/),
    });
    await scheduled(times);
  };
  const scheduled = async (times: number) => {
    await bench.shows(async () => asked().length, times);
    const { evseId, chargingProfile } = asked().at(-1)!;
    expect({ evseId, ...chargingProfile }).toMatchObject({
      evseId: 1,
      chargingProfilePurpose: "TxProfile",
      transactionId: session.transactionId,
    });
    expect(chargingProfile.chargingSchedule.length).toBeLessThanOrEqual(3);
  };
  const planned = async (amperes: number, status: "Accepted" | "Rejected") =>
    expect(await bench.call("NotifyEVChargingSchedule", plan(amperes))).toMatchObject({ status });
  bench.line.onCommand("SetChargingProfile", () => accepted);
  await needing(1);
  return { bench, session, needing, scheduled, planned, asked };
}

test("K15: a car's needs get a schedule, and its plan within it is good (TC_K_53_CSMS)", async () => {
  const { planned, asked } = await needy();
  await planned(6, "Accepted");
  await lab.server.settle();
  expect(asked()).toHaveLength(1);
});

test("K15, K16, K17: a plan beyond the limits is refused, and a new schedule comes (TC_K_55_CSMS)", async () => {
  const { planned, scheduled } = await needy();
  await planned(63, "Rejected");
  await scheduled(2);
  await planned(6, "Accepted");
});

test("K17: a car asks once more in mid-session (TC_K_57_CSMS)", async () => {
  const { planned, needing } = await needy();
  await planned(6, "Accepted");
  await needing(2);
  await planned(6, "Accepted");
});

test("K16: an operator sets another limit in mid-session (TC_K_58_CSMS)", async () => {
  const { bench, session, planned } = await needy();
  await planned(6, "Accepted");
  await set(bench, 1, ofSession(session.transactionId, { id: 101 }));
  await planned(6, "Accepted");
});

test("K16.FR.12: an operator sets another limit, and the car says its needs anew (TC_K_59_CSMS)", async () => {
  const { bench, session, planned, needing } = await needy();
  await planned(6, "Accepted");
  await set(bench, 1, ofSession(session.transactionId, { id: 101 }));
  await needing(3);
  await planned(6, "Accepted");
});
