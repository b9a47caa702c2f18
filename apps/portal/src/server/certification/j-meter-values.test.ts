import type { Req } from "@stationmaster/ocpp";
import { expect, test } from "vitest";
import { aLab, type Bench, now } from "../test/a-lab";

const lab = await aLab();

type Value = NonNullable<Req<"TransactionEvent">["meterValue"]>[number];
type Context = NonNullable<Value["sampledValue"][number]["context"]>;
const signedMeterValue = { signedMeterData: "ZGF0YQ==", signingMethod: "ECDSA", encodingMethod: "OCMF", publicKey: "" };

const value = (wh: number, context: Context, aheadSeconds = 0, more: object = {}): Value => ({
  timestamp: now(aheadSeconds),
  sampledValue: [
    { value: wh, context, measurand: "Energy.Active.Import.Register", unitOfMeasure: { unit: "Wh" }, ...more },
    { value: 16, context, measurand: "Current.Import", phase: "L1", location: "Outlet", unitOfMeasure: { unit: "A" } },
  ],
});
async function charging(bench: Bench, first?: Value[]) {
  const session = bench.session();
  await session.plugged(first ? { meterValue: first } : {});
  await session.authorized();
  await session.charging();
  return session;
}
const meterValuesOf = async (bench: Bench) => {
  const { items } = (await bench.api("GET", `/transactions?stationIdentity=${bench.identity}`)).body as {
    items: { id: string }[];
  };
  return (
    (await bench.api("GET", `/transactions/${items[0]!.id}/meter-values`)).body as {
      items: { context: string; energyWh: number; sampledValue: unknown }[];
    }
  ).items;
};

test("J01.FR.18: clock-aligned values of the station and of each EVSE (TC_J_01_CSMS)", async () => {
  const bench = await lab.station();
  for (const evseId of [0, 1, 2])
    expect(await bench.call("MeterValues", { evseId, meterValue: [value(100, "Sample.Clock")] })).toEqual({});
});

test("J01, N08: clock-aligned values of the main meter as periodic events (TC_J_01_CSMS)", async () => {
  const bench = await lab.station();
  const event: Req<"NotifyEvent">["eventData"][number] = {
    ...{ eventId: 1, timestamp: now(), trigger: "Periodic", actualValue: "1500.0", variableMonitoringId: 1 },
    ...{ eventNotificationType: "PreconfiguredMonitor", component: { name: "FiscalMetering" } },
    variable: { name: "EnergyActiveImportRegister" },
  };
  expect(await bench.call("NotifyEvent", { generatedAt: now(), seqNo: 0, eventData: [event] })).toEqual({});
});

test("J01.FR.18: clock-aligned values while one EVSE charges (TC_J_02_CSMS)", async () => {
  const bench = await lab.station();
  const session = await charging(bench);
  for (const evseId of [0, 2])
    expect(await bench.call("MeterValues", { evseId, meterValue: [value(100, "Sample.Clock")] })).toEqual({});
  expect(await session.event("Updated", "MeterValueClock", { meterValue: [value(1500, "Sample.Clock")] })).toEqual({});
  expect(await meterValuesOf(bench)).toMatchObject([{ context: "Sample.Clock", energyWh: 1500 }]);
});

async function endedWith(more: object = {}) {
  const bench = await lab.station();
  const session = await charging(bench);
  const meterValue = [
    ...[0, 1, 2].map((n) => value(1000 + n * 500, "Sample.Clock", n, more)),
    value(3000, "Transaction.End", 3, more),
  ];
  expect(await session.ended({ meterValue })).toEqual({});
  const kept = await meterValuesOf(bench);
  expect(kept.map(({ context, energyWh }) => [context, energyWh])).toEqual([
    ["Sample.Clock", 1000],
    ["Sample.Clock", 1500],
    ["Sample.Clock", 2000],
    ["Transaction.End", 3000],
  ]);
  expect(await bench.sessions()).toMatchObject([{ active: false, energyWh: 2000 }]);
  return kept;
}

test("J01.FR.18: all clock-aligned values with the end (TC_J_03_CSMS)", async () => {
  await endedWith();
});

test("J01.FR.21: signed clock-aligned values are kept with their signature (TC_J_04_CSMS)", async () => {
  const [first] = await endedWith({ signedMeterValue });
  expect(first!.sampledValue).toEqual(expect.arrayContaining([expect.objectContaining({ signedMeterValue })]));
});

test("J02.FR.19: the first values come with the start (TC_J_07_CSMS)", async () => {
  const bench = await lab.station();
  await charging(bench, [value(1000, "Transaction.Begin")]);
  expect(await meterValuesOf(bench)).toMatchObject([{ context: "Transaction.Begin", energyWh: 1000 }]);
});

test("J02.FR.19: the first values come once the EVSE is known (TC_J_08_CSMS)", async () => {
  const bench = await lab.station();
  const session = bench.session();
  expect(await session.event("Started", "EVDetected")).toEqual({});
  const connected = { evse: session.evse, meterValue: [value(1000, "Transaction.Begin")] };
  expect(
    await session.event("Updated", "CablePluggedIn", {
      ...connected,
      transactionInfo: { chargingState: "EVConnected" },
    }),
  ).toEqual({});
  expect(await meterValuesOf(bench)).toMatchObject([{ context: "Transaction.Begin", energyWh: 1000 }]);
  expect(await bench.sessions()).toMatchObject([{ evseId: 1 }]);
});

async function sampled(more: object = {}) {
  const bench = await lab.station();
  const session = await charging(bench);
  for (const wh of [1000, 1500, 2000])
    expect(
      await session.event("Updated", "MeterValuePeriodic", { meterValue: [value(wh, "Sample.Periodic", 0, more)] }),
    ).toEqual({});
  const kept = await meterValuesOf(bench);
  expect(kept.map(({ energyWh }) => energyWh)).toEqual([1000, 1500, 2000]);
  expect(await bench.sessions()).toMatchObject([{ active: true, energyWh: 1000 }]);
  return kept;
}

test("J02.FR.19: values at every interval (TC_J_09_CSMS)", async () => {
  await sampled();
});

test("J02.FR.19: all sampled values with the end (TC_J_10_CSMS)", async () => {
  const bench = await lab.station();
  const session = await charging(bench);
  const meterValue = [
    value(1000, "Transaction.Begin"),
    ...[1, 2, 3].map((n) => value(1000 + n * 500, "Sample.Periodic", n)),
    value(3000, "Transaction.End", 4),
  ];
  expect(await session.ended({ meterValue })).toEqual({});
  expect((await meterValuesOf(bench)).map(({ energyWh }) => energyWh)).toEqual([1000, 1500, 2000, 2500, 3000]);
  expect(await bench.sessions()).toMatchObject([{ active: false, energyWh: 2000 }]);
});

test("J02.FR.21: signed sampled values are kept with their signature (TC_J_11_CSMS)", async () => {
  const [first] = await sampled({ signedMeterValue });
  expect(first!.sampledValue).toEqual(expect.arrayContaining([expect.objectContaining({ signedMeterValue })]));
});
