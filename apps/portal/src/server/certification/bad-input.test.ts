import { listAvailabilityIntents } from "@stationmaster/domain/availability";
import { getCustomerInformation, listMonitors } from "@stationmaster/domain/diagnostics";
import { listDisplayMessages } from "@stationmaster/domain/display-message";
import { listReservations } from "@stationmaster/domain/reservation";
import { listReportedProfiles } from "@stationmaster/domain/smart-charging";
import type { Req } from "@stationmaster/ocpp";
import { expect, test } from "vitest";
import { aLab, type Bench, card, now } from "../test/a-lab";

const lab = await aLab();
const accepted = { status: "Accepted" } as const;

/** A report in parts: how it is asked for, how the station tells part `n`, and what of it an operator sees, in order. */
type Report = {
  ask(bench: Bench, requestId: number): Promise<{ id: string }>;
  tell(bench: Bench, requestId: number, n: number, tbc: boolean): Promise<unknown>;
  seen(bench: Bench, commandId: string): Promise<(number | string)[]>;
};

const deviceModel: Report = {
  ask: (bench, requestId) => bench.operate("GetBaseReport", { requestId, reportBase: "FullInventory" }, accepted),
  tell: (bench, requestId, n, tbc) =>
    bench.call("NotifyReport", {
      ...{ requestId, seqNo: n, tbc, generatedAt: now() },
      reportData: [
        {
          ...{ component: { name: "EVSE", evse: { id: n + 1 } }, variable: { name: "Power" } },
          variableAttribute: [{ value: String(n) }],
        },
      ],
    }),
  async seen(bench) {
    const { items } = await bench.read<{ items: { evseId: number }[] }>("/variables");
    return items.map(({ evseId }) => evseId - 1).sort();
  },
};
const monitors: Report = {
  ask: (bench, requestId) => bench.operate("GetMonitoringReport", { requestId }, accepted),
  tell: (bench, requestId, n, tbc) =>
    bench.call("NotifyMonitoringReport", {
      ...{ requestId, seqNo: n, tbc, generatedAt: now() },
      monitor: [
        {
          ...{ component: { name: "EVSE", evse: { id: n + 1 } }, variable: { name: "Power" } },
          variableMonitoring: [{ id: n, transaction: false, value: 1, type: "UpperThreshold", severity: 5 }],
        },
      ],
    }),
  seen: async (bench) =>
    (await lab.inside((ctx) => listMonitors(ctx, { stationId: bench.id }))).items.map(({ monitorId }) => monitorId),
};
const profiles: Report = {
  ask: (bench, requestId) =>
    bench.operate("GetChargingProfiles", { requestId, chargingProfile: { stackLevel: 0 } }, accepted),
  tell: (bench, requestId, n, tbc) =>
    bench.call("ReportChargingProfiles", {
      ...{ requestId, tbc, evseId: n, chargingLimitSource: "CSO" },
      chargingProfile: [
        {
          ...{ id: n, stackLevel: 0, chargingProfilePurpose: "TxDefaultProfile", chargingProfileKind: "Relative" },
          chargingSchedule: [{ id: 1, chargingRateUnit: "A", chargingSchedulePeriod: [{ startPeriod: 0, limit: 6 }] }],
        },
      ],
    }),
  seen: async (bench) =>
    (await lab.inside((ctx) => listReportedProfiles(ctx, bench.id))).map(({ profileId }) => profileId),
};
const messages: Report = {
  ask: (bench, requestId) => bench.operate("GetDisplayMessages", { requestId }, accepted),
  tell: (bench, requestId, n, tbc) =>
    bench.call("NotifyDisplayMessages", {
      ...{ requestId, tbc },
      messageInfo: [{ id: n, priority: "InFront", message: { format: "UTF8", content: `Message ${n}` } }],
    }),
  seen: async (bench) =>
    (await lab.inside((ctx) => listDisplayMessages(ctx, { stationId: bench.id }))).items.map(
      ({ messageId }) => messageId,
    ),
};
const customer: Report = {
  ask: (bench, requestId) =>
    bench.operate("CustomerInformation", { requestId, report: true, clear: false, idToken: card }, accepted),
  tell: (bench, requestId, n, tbc) =>
    bench.call("NotifyCustomerInformation", { requestId, seqNo: n, tbc, generatedAt: now(), data: String(n) }),
  async seen(_bench, commandId) {
    const { data } = await lab.inside((ctx) => getCustomerInformation(ctx, { commandId }));
    return [...(data ?? "")].map(Number);
  },
};
const numbered = [
  ["B07", "the device model", deviceModel],
  ["N02", "monitors", monitors],
  ["N09", "customer information", customer],
] as const;
const all = [...numbered, ["K09", "charging profiles", profiles], ["O03", "messages", messages]] as const;

test.each(numbered)(
  "B07, N02, N09: parts of a report out of order, and twice, make the same report: %s %s",
  async (_room, _what, report) => {
    const bench = await lab.station();
    const { id } = await report.ask(bench, 1);
    for (const n of [2, 0, 0, 2, 1]) expect(await report.tell(bench, 1, n, n < 2)).toEqual({});
    await bench.shows(() => report.seen(bench, id), [0, 1, 2]);
  },
);

test.each(all)(
  "B07, K09, N02, N09, O03: a report told once more as a whole changes nothing: %s %s",
  async (_room, _what, report) => {
    const bench = await lab.station();
    const { id } = await report.ask(bench, 1);
    for (const n of [0, 1, 0, 1]) expect(await report.tell(bench, 1, n, n < 1)).toEqual({});
    expect(await report.seen(bench, id)).toEqual([0, 1]);
  },
);

test.each(all)(
  "B07, K09, N02, N09, O03: a report for a request nobody made is answered, and takes nothing away: %s %s",
  async (_room, _what, report) => {
    const bench = await lab.station();
    const { id } = await report.ask(bench, 1);
    expect(await report.tell(bench, 1, 0, false)).toEqual({});
    expect(await report.tell(bench, 999, 1, false)).toEqual({});
    expect(await report.seen(bench, id)).toContain(0);
  },
);

test.each(all)(
  "B07, K09, N02, N09, O03: a report that never ends is answered, part by part, and the next one is whole: %s %s",
  async (_room, _what, report) => {
    const bench = await lab.station();
    const first = await report.ask(bench, 1);
    for (let n = 0; n < 50; n++) expect(await report.tell(bench, 1, n, true)).toEqual({});
    expect(await bench.read(`/commands/${first.id}`)).toMatchObject({ status: "answered", observedAt: null });
    const second = await report.ask(bench, 2);
    for (const n of [0, 1]) expect(await report.tell(bench, 2, n, n < 1)).toEqual({});
    await bench.shows(() => report.seen(bench, second.id), [0, 1]);
    expect(await report.seen(bench, second.id)).toHaveLength(2);
  },
);

test.each(all)(
  "B07, K09, N02, N09, O03: a number used again means the newer request: %s %s",
  async (_room, _what, report) => {
    const bench = await lab.station();
    await report.ask(bench, 1);
    for (const n of [0, 1, 2]) await report.tell(bench, 1, n, n < 2);
    const second = await report.ask(bench, 1);
    for (const n of [0, 1]) expect(await report.tell(bench, 1, n, n < 1)).toEqual({});
    expect(await report.seen(bench, second.id)).toEqual([0, 1]);
  },
);

test("F03: a station that says it stops and goes on is shown to be charging", async () => {
  const bench = await lab.station();
  const session = bench.session();
  await session.plugged();
  await session.authorized();
  await session.charging();
  const { transactionId } = session;
  const command = await bench.operate("RequestStopTransaction", { transactionId }, accepted);
  await session.event("Updated", "MeterValuePeriodic");
  await session.charging();
  expect(await bench.sessions()).toMatchObject([{ transactionId, active: true, chargingState: "Charging" }]);
  expect(await bench.read(`/commands/${command.id}`)).toMatchObject({ status: "answered", observedAt: null });
});

test("F01: a station that says it starts and starts another's session shows no effect of the start", async () => {
  const bench = await lab.station();
  const command = await bench.operate(
    "RequestStartTransaction",
    { idToken: card, remoteStartId: 1, evseId: 1 },
    accepted,
  );
  const session = bench.session();
  await session.event("Started", "Authorized", { idToken: card, evse: session.evse });
  expect(await bench.read(`/commands/${command.id}`)).toMatchObject({ status: "answered", observedAt: null });
});

test("G03: a station that says Operative and stays Unavailable is shown to be otherwise", async () => {
  const bench = await lab.station();
  await bench.report("NotifyEvent", "Unavailable");
  await bench.operate("ChangeAvailability", { operationalStatus: "Operative", evse: { id: 1 } }, accepted);
  await bench.report("StatusNotification", "Unavailable");
  expect(await lab.inside((ctx) => listAvailabilityIntents(ctx, bench.id))).toMatchObject([
    { wanted: "Operative", answer: "Accepted", observedAt: null, otherwise: [{ evseId: 1, status: "Unavailable" }] },
  ]);
});

test("H01: a reservation of an EVSE that is gone stays, and is ended by what the station says", async () => {
  const bench = await lab.station();
  const request: Req<"ReserveNow"> = { id: 1, expiryDateTime: now(600), idToken: card, evseId: 2 };
  await bench.operate("ReserveNow", request, accepted);
  const evses = [{ id: 1, connectors: [{ id: 1, type: "cType2" }] }];
  expect(await bench.api("PATCH", bench.path, { evses })).toMatchObject({ status: 200 });
  const reservations = () => lab.inside((ctx) => listReservations(ctx, { stationId: bench.id }, { limit: 9 }));
  expect(await reservations()).toMatchObject([{ status: "active", evseId: 2 }]);
  await bench.operate("ReserveNow", { ...request, id: 2 }, { status: "Rejected" });
  await bench.call("ReservationStatusUpdate", { reservationId: 1, reservationUpdateStatus: "Removed" });
  expect((await reservations()).map(({ status }) => status)).toEqual(["refused", "removed"]);
});

test("G03, H01: two operators at one station: each is answered, and one call goes out at a time", async () => {
  const bench = await lab.station();
  bench.line.onCommand("ChangeAvailability", () => accepted);
  const ask = (operationalStatus: string, id: number) =>
    bench.api("POST", `${bench.path}/commands/ChangeAvailability?wait=60`, { operationalStatus, evse: { id } });
  const asked = Array.from({ length: 10 }, (_, n) => ask(n % 2 === 0 ? "Inoperative" : "Operative", 1 + (n % 2)));
  for (const answer of await Promise.all(asked))
    expect(answer).toMatchObject({ status: 200, body: { response: accepted } });
  expect(bench.line.calls("ChangeAvailability", "received")).toHaveLength(10);
  expect(await lab.inside((ctx) => listAvailabilityIntents(ctx, bench.id))).toMatchObject([
    { evseId: 1, wanted: "Inoperative", answer: "Accepted" },
    { evseId: 2, wanted: "Operative", answer: "Accepted" },
  ]);
});

test("H01: a reservation under a number in use takes its place once the station has taken it", async () => {
  const bench = await lab.station();
  const request: Req<"ReserveNow"> = { id: 1, expiryDateTime: now(600), idToken: card, evseId: 1 };
  await bench.operate("ReserveNow", request, accepted);
  await bench.operate("ReserveNow", { ...request, evseId: 2 }, { status: "Occupied" });
  await bench.operate("ReserveNow", { ...request, evseId: 2 }, accepted);
  const reservations = await lab.inside((ctx) => listReservations(ctx, { stationId: bench.id }, { limit: 9 }));
  expect(reservations.map(({ evseId, status }) => [evseId, status])).toEqual([
    [2, "active"],
    [2, "refused"],
    [1, "cancelled"],
  ]);
});

/** A session told in one breath: each event with the minutes since its beginning by the station's clock, and the register. */
async function told(...[first, ...more]: [minutes: number, wh: number][]) {
  const bench = await lab.station();
  const session = bench.session();
  const event = ([minutes, wh]: [number, number]) => {
    const timestamp = now(minutes * 60);
    const sampledValue = [{ value: wh, measurand: "Energy.Active.Import.Register" as const }];
    return {
      timestamp,
      meterValue: [{ timestamp, sampledValue }] as NonNullable<Req<"TransactionEvent">["meterValue"]>,
    };
  };
  await session.plugged({ idToken: card, transactionInfo: { chargingState: "Charging" }, ...event(first!) });
  for (const one of more.slice(0, -1)) await session.event("Updated", "MeterValuePeriodic", event(one));
  const { totalCost } = await session.ended(event(more.at(-1)!));
  const [shown] = (await bench.sessions()) as unknown as [
    { id: string; costLines: { what: string; quantity: string }[] },
  ];
  const story = (await bench.api("GET", `/transactions/${shown.id}/story`)).body as { moments: { kind: string }[] };
  const hours = Number(shown.costLines.find(({ what }) => what === "time")?.quantity);
  return { shown, totalCost, hours, kinds: story.moments.map(({ kind }) => kind) };
}

test("E06, I03: sessions of zero seconds, of nine days, with the clock set back in the middle", async () => {
  await lab.api("PUT", "/tariffs/odd", { name: "Odd", currency: "EUR", energy: "0.5", time: "1", isDefault: true });
  const zero = await told([0, 500], [0, 500]);
  expect(zero).toMatchObject({ totalCost: 0, shown: { energyWh: 0, missingSeqNos: [] } });
  expect(zero.hours).toBeLessThan(0.01);
  const day = 24 * 60;
  const long = await told([-9 * day, 0], [-5 * day, 40_000], [0, 90_000]);
  expect(long).toMatchObject({
    shown: { energyWh: 90_000, missingSeqNos: [] },
    kinds: expect.not.arrayContaining(["clockBack"]),
  });
  expect(long.hours).toBeCloseTo(216, 1);
  const back = await told([0, 0], [30, 5000], [-60, 6000], [-30, 9000]);
  expect(back).toMatchObject({ shown: { energyWh: 9000, missingSeqNos: [] } });
  expect(back.kinds).toContain("clockBack");
  expect(back.hours).toBeCloseTo(1, 1);
});
