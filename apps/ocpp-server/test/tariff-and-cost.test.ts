import { idTokens } from "@stationmaster/db";
import { getBaseReport } from "@stationmaster/domain/provisioning";
import { putTariff, sendRunningCost, sessionCosts } from "@stationmaster/domain/tariff-and-cost";
import { listTransactions } from "@stationmaster/domain/transactions";
import type { SimulatedStation } from "@stationmaster/simulator";
import { aServer, aTenant, type TestStation } from "@stationmaster/testing";
import { beforeAll, expect, test } from "vitest";
import { askStation } from "./ask-station";

const server = await aServer();
const { tenant } = await aTenant({ server });
const { ask, doing, effectOf } = askStation({ server, tenant });
beforeAll(() =>
  tenant.inside(async (ctx) => {
    await putTariff(ctx, "day", {
      name: "Day",
      currency: "EUR",
      energy: "0.50",
      session: "1.00",
      tax: "19",
      isDefault: true,
    });
    await putTariff(ctx, "free", { name: "Free", currency: "EUR", energy: "0" });
    await ctx.db.insert(idTokens).values([
      { idToken: "CARD", type: "ISO14443", status: "Accepted" },
      { idToken: "STAFF", type: "ISO14443", status: "Accepted", tariffKey: "free" },
    ]);
  }),
);

const sessionOf = async (row: TestStation) =>
  (await tenant.inside((ctx) => listTransactions(ctx, { stationId: row.id }, { limit: 1 })))[0]!;
const costOf = async (row: TestStation) => {
  const { id } = await sessionOf(row);
  return (await tenant.inside((ctx) => sessionCosts(ctx, [id]))).get(id);
};
/** What each event heard, in order: its type and the cost in the answer. */
const told = (station: SimulatedStation) => {
  const asked = new Map(
    station.sent.flatMap(({ text }) => {
      const [type, id, action, payload] = JSON.parse(text);
      return type === 2 && action === "TransactionEvent" ? [[id, payload.eventType as string] as const] : [];
    }),
  );
  return station.received.flatMap(({ text }) => {
    const [type, id, payload] = JSON.parse(text);
    return type === 3 && asked.has(id)
      ? [{ type: asked.get(id)!, totalCost: payload.totalCost as number | undefined }]
      : [];
  });
};
const charge = async (station: SimulatedStation, card = "CARD") => {
  await station.plugIn(1);
  await station.authorize(card);
  await station.startCharging(1);
  await station.advance(600);
};

test("I03: the answer to the end of a session says what it cost, and its lines say why", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  await charge(station);
  await station.authorize("CARD");
  await station.unplug(1);
  const { energyWh } = await sessionOf(row);
  const total = Math.round(((energyWh! / 1000) * 0.5 + 1) * 1.19 * 100) / 100;
  const costs = told(station);
  expect(costs.at(-1)).toEqual({ type: "Ended", totalCost: total });
  expect(costs[0]).toEqual({ type: "Started", totalCost: undefined });
  expect(await costOf(row)).toMatchObject({
    total: total.toFixed(2),
    isFinal: true,
    tariff: { key: "day", chosenBy: "default" },
  });
  expect((await costOf(row))!.lines.map(({ what }) => what)).toEqual(["energy", "session", "tax"]);
  expect(station.violations).toEqual([]);
});

test("I03.FR.04: free is 0, and said", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  await charge(station, "STAFF");
  await station.authorize("STAFF");
  await station.unplug(1);
  expect(told(station).at(-1)).toEqual({ type: "Ended", totalCost: 0 });
  expect(await costOf(row)).toMatchObject({ total: "0.00", tariff: { chosenBy: "token" } });
});

test("I03: offline, late and with gaps, the end still hears its cost, and what comes later is counted in", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  await charge(station);
  station.behaviour.loses.add("Updated");
  await station.advance(300);
  station.behaviour.loses.clear();
  await station.goOffline();
  await station.advance(300);
  await station.authorize("CARD");
  await station.unplug(1);
  await station.goOnline();
  const { energyWh, hasGap, id, transactionId, lastSeq } = await sessionOf(row);
  expect(hasGap).toBe(true);
  const total = Math.round(((energyWh! / 1000) * 0.5 + 1) * 1.19 * 100) / 100;
  expect(told(station).at(-1)).toEqual({ type: "Ended", totalCost: total });
  const registerWh = 10_000_000;
  await station.call("TransactionEvent", {
    ...{
      eventType: "Updated",
      timestamp: new Date().toISOString(),
      triggerReason: "MeterValuePeriodic",
      seqNo: lastSeq + 1,
    },
    transactionInfo: { transactionId },
    meterValue: [
      {
        timestamp: new Date().toISOString(),
        sampledValue: [{ value: registerWh, measurand: "Energy.Active.Import.Register" }],
      },
    ],
  });
  const after = (await tenant.inside((ctx) => sessionCosts(ctx, [id]))).get(id)!;
  expect(Number(after.total)).toBeGreaterThan(total);
});

test("I02: a station that says it shows no cost hears only the final one", async () => {
  const row = await tenant.withStation();
  const station = await row.start({ variables: { "TariffCostCtrlr.Enabled[Cost]": "false" } });
  await effectOf((await ask(row, getBaseReport, { reportBase: "FullInventory" })).id);
  await charge(station);
  await station.authorize("CARD");
  await station.unplug(1);
  const costs = told(station);
  expect(costs.slice(0, -1).every(({ totalCost }) => totalCost === undefined)).toBe(true);
  expect(costs.at(-1)).toMatchObject({ type: "Ended", totalCost: expect.any(Number) });
});

test("I02: each meter value hears the cost so far; CostUpdated tells it too", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  await effectOf((await ask(row, getBaseReport, { reportBase: "FullInventory" })).id);
  await charge(station);
  const running = told(station).filter(({ type, totalCost }) => type === "Updated" && totalCost !== undefined);
  expect(running.length).toBeGreaterThan(3);
  const costs = running.map(({ totalCost }) => totalCost!);
  expect(costs).toEqual([...costs].sort((a, b) => a - b));
  expect(costs.at(-1)).toBeGreaterThan(1.19);
  const { id } = await sessionOf(row);
  const command = await doing((ctx) => sendRunningCost(ctx, id));
  expect(command).toMatchObject({ status: "answered", response: {} });
  expect([...station.state.runningCosts.values()]).toEqual([(command.request as { totalCost: number }).totalCost]);
  expect(station.violations).toEqual([]);
});
