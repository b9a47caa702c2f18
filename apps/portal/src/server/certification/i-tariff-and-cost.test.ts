import { putTariff } from "@stationmaster/domain/tariff-and-cost";
import { expect, test } from "vitest";
import { aLab, type Bench, now } from "../test/a-lab";

const lab = await aLab();
await lab.inside((ctx) => putTariff(ctx, "day", { name: "Day", currency: "EUR", energy: "0.40", isDefault: true }));

const register = (value: number) => [
  {
    timestamp: now(),
    sampledValue: [{ value, measurand: "Energy.Active.Import.Register" as const, unitOfMeasure: { unit: "Wh" } }],
  },
];
async function charging(bench: Bench) {
  const session = bench.session();
  await session.plugged({ meterValue: register(1000) });
  await session.authorized();
  await session.charging();
  return session;
}

test("I02: where a station shows costs, each of its meter values hears the cost so far (TC_I_01_CSMS)", async () => {
  const bench = await lab.station();
  await bench.operate("GetBaseReport", { requestId: 1, reportBase: "FullInventory" }, { status: "Accepted" });
  const variable = {
    ...{ component: { name: "TariffCostCtrlr" }, variable: { name: "Enabled", instance: "Cost" } },
    variableAttribute: [{ type: "Actual" as const, value: "true" }],
  };
  await bench.call("NotifyReport", { requestId: 1, generatedAt: now(), seqNo: 0, tbc: false, reportData: [variable] });
  const session = await charging(bench);
  const told = [];
  for (const wh of [2000, 3000, 4000])
    told.push((await session.event("Updated", "MeterValuePeriodic", { meterValue: register(wh) })).totalCost);
  expect(told).toEqual([0.4, 0.8, 1.2]);
});

test("I02: an operator tells a station what a session costs so far (TC_I_01_CSMS)", async () => {
  const bench = await lab.station();
  const { transactionId, event } = await charging(bench);
  expect(await event("Updated", "MeterValuePeriodic", { meterValue: register(3000) })).toEqual({});
  await bench.operate("CostUpdated", { transactionId, totalCost: 0.8 }, {});
});

test("I03.FR.02: the answer to the end of a session says what it cost (TC_I_02_CSMS)", async () => {
  const bench = await lab.station();
  const session = await charging(bench);
  expect(await session.ended({ meterValue: register(6000) })).toEqual({ totalCost: 2 });
  expect(await bench.sessions()).toMatchObject([{ active: false, energyWh: 5000 }]);
});
