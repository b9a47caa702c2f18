import { randomUUID } from "node:crypto";
import { idTokens, ocppMessages, transactions, withTenants } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { aRoom, type RoomStation, type RoomTenant } from "@stationmaster/testing";
import { beforeEach, expect, test } from "vitest";
import { putTariff } from "../../blocks/tariff-and-cost";
import { transactionEvent } from "../../blocks/transactions";
import { costsTold, getSession } from "../sessions";
import {
  assignTariff,
  getTariffDetail,
  listTariffStations,
  tariffList,
  tariffOfStation,
  tariffPage,
  tariffStationList,
} from ".";

const room = await aRoom();
let tenant: RoomTenant;
let station: RoomStation;
beforeEach(async () => {
  tenant = await room.tenant();
  station = await tenant.station();
});

const put = (key: string, more: Partial<Parameters<typeof putTariff>[2]> = {}) =>
  tenant.inside((ctx) => putTariff(ctx, key, { name: `Tariff ${key}`, currency: "EUR", energy: "0.40", ...more }));
const assign = (tariffKey: string | null, ...stations: RoomStation[]) =>
  tenant.inside((ctx) =>
    assignTariff(ctx, { tariffKey, stationIdentities: stations.map(({ identity }) => identity.toUpperCase()) }),
  );
const holds = (at = station) => tenant.inside((ctx) => tariffOfStation(ctx, at.identity));
const at = (second: number) => new Date(room.clock.now.getTime() + second * 1000);

/** A session of so many watt-hours in an hour, under way until it is told to end. */
async function charge(transactionId: string, { wattHours = 5000, isEnded = false } = {}) {
  const event = (eventType: Req<"TransactionEvent">["eventType"], seqNo: number, second: number, register: number) => ({
    ...{ eventType, seqNo, timestamp: at(second).toISOString(), triggerReason: "MeterValuePeriodic" as const },
    ...{ transactionInfo: { transactionId }, idToken: { idToken: "CARD", type: "ISO14443" as const } },
    meterValue: [{ timestamp: at(second).toISOString(), sampledValue: [{ value: register }] }],
  });
  const events = [event("Started", 0, 0, 1000), event(isEnded ? "Ended" : "Updated", 1, 3600, 1000 + wattHours)];
  for (const request of events)
    await withTenants(room.ingest.sql, [tenant.id], (tx) =>
      transactionEvent.handleMany(tx, [
        { n: 0, tenantId: tenant.id, stationId: station.id, receivedAt: room.clock.now, request },
      ]),
    );
  const [row] = await tenant.inside((ctx) => ctx.db.select({ id: transactions.id }).from(transactions));
  return row!.id;
}

test("I03: the list says what a tariff costs and where it holds, and pages by key", async () => {
  await put("a", { time: "1.20", tax: "19", isDefault: true });
  await put("b", { name: "Night" });
  await assign("b", station);
  const page = await tenant.inside((ctx) => tariffPage(ctx, tariffList.parse({ limit: 1 })));
  // 25 kWh × 0.40 and 7/6 h × 1.20, with 19 % tax: 13.566.
  expect(page.items).toMatchObject([{ key: "a", isDefault: true, stationCount: 0, sampleTotal: "13.57" }]);
  const next = await tenant.inside((ctx) => tariffPage(ctx, tariffList.parse({ cursor: page.nextCursor })));
  expect(next).toMatchObject({ items: [{ key: "b", stationCount: 1 }], nextCursor: null });
  const found = await tenant.inside((ctx) => tariffPage(ctx, tariffList.parse({ search: "nIGHT" })));
  expect(found.items.map(({ key }) => key)).toEqual(["b"]);
});

test("I03: a tariff has its versions with who made them, the sessions that still run by them, its cards and stations", async () => {
  await put("day", { isDefault: true });
  await charge("runs");
  await put("day", { energy: "0.50" });
  await tenant.inside((ctx) =>
    ctx.db.insert(idTokens).values({ idToken: "STAFF", type: "ISO14443", status: "Accepted", tariffKey: "day" }),
  );
  const detail = await tenant.inside((ctx) => getTariffDetail(ctx, "day"));
  expect(detail).toMatchObject({ version: 2, cardCount: 1, stationCount: 0, stationsWithDefault: 1 });
  expect(detail.versions).toMatchObject([
    { version: 2, energy: "0.50", runningSessions: 0 },
    { version: 1, energy: "0.40", runningSessions: 1, createdBy: expect.any(String), createdAt: room.clock.now },
  ]);
  await expect(tenant.inside((ctx) => getTariffDetail(ctx, "no key"))).rejects.toMatchObject({ kind: "not-found" });
});

test("I03: stations are given a tariff and take the default again; one that is not there is named, and none is changed", async () => {
  expect(await holds()).toMatchObject({ tariffKey: null, chosenBy: null });
  await put("day", { isDefault: true });
  await put("site");
  const other = await tenant.station();
  await assign("site", station, other);
  expect(await holds()).toMatchObject({ tariffKey: "site", name: "Tariff site", version: 1, chosenBy: "station" });
  const stations = (more: object) =>
    tenant.inside(async (ctx) => (await listTariffStations(ctx, tariffStationList.parse(more))).items);
  expect(await stations({ tariffKey: "site" })).toHaveLength(2);
  expect(await stations({ search: station.identity.toLowerCase() })).toMatchObject([{ tariffName: "Tariff site" }]);
  await assign(null, station);
  expect(await holds()).toMatchObject({ tariffKey: "day", chosenBy: "default" });
  const gone = { ...station, identity: "GONE" };
  await expect(assign("day", other, gone)).rejects.toThrow("There is no station GONE.");
  await expect(assign("none", other)).rejects.toMatchObject({ kind: "not-found" });
  expect(await holds(other)).toMatchObject({ tariffKey: "site" });
});

test("I02, I03: a session says what it costs, so far and in the end, and what its station was told", async () => {
  await put("day", { isDefault: true });
  const id = await charge("tx-1");
  const read = () => tenant.inside((ctx) => getSession(ctx, id));
  expect(await read()).toMatchObject({
    ...{ active: true, totalCost: "2.00", currency: "EUR" },
    costLines: [{ what: "energy", quantity: "5", rate: "0.40", amount: "2.00" }],
    tariff: { key: "day", name: "Tariff day", version: 1, chosenBy: "default" },
  });
  const logged = (more: Partial<typeof ocppMessages.$inferInsert>) => ({
    ...{ id: randomUUID(), stationId: station.id, at: room.clock.now, direction: "in" as const, messageId: "m" },
    ...{ action: "TransactionEvent", outcome: "answered" as const, ...more },
  });
  const event = (transactionId: string, seqNo: number) => ({
    ...{ eventType: "Updated", seqNo, transactionInfo: { transactionId } },
  });
  await tenant.inside((ctx) =>
    ctx.db.insert(ocppMessages).values([
      logged({ request: event("tx-1", 1), response: { totalCost: 2 } }),
      logged({ request: event("tx-1", 0), response: {} }),
      logged({ request: event("tx-2", 1), response: { totalCost: 9 } }),
      logged({
        ...{ action: "CostUpdated", direction: "out", outcome: "silent", at: at(60) },
        request: { transactionId: "tx-1", totalCost: 2.5 },
      }),
    ]),
  );
  expect(await tenant.inside((ctx) => costsTold(ctx, id))).toMatchObject({
    ...{ stationId: station.id, count: 2 },
    items: [
      { how: "command", totalCost: "2.5", outcome: "silent", seqNo: null },
      { how: "answer", totalCost: "2", outcome: "answered", seqNo: 1, eventType: "Updated" },
    ],
  });
});

test("I03: another tenant cannot see a tariff or what a station was told, nor give its stations to it", async () => {
  await put("day", { isDefault: true });
  const id = await charge("tx-1", { isEnded: true });
  const other = await room.tenant();
  expect((await other.inside((ctx) => tariffPage(ctx, tariffList.parse({})))).items).toEqual([]);
  expect((await other.inside((ctx) => listTariffStations(ctx, tariffStationList.parse({})))).items).toEqual([]);
  for (const attempt of [
    () => other.inside((ctx) => getTariffDetail(ctx, "day")),
    () => other.inside((ctx) => tariffOfStation(ctx, station.identity)),
    () => other.inside((ctx) => assignTariff(ctx, { tariffKey: null, stationIdentities: [station.identity] })),
    () => other.inside((ctx) => costsTold(ctx, id)),
  ])
    await expect(attempt()).rejects.toMatchObject({ kind: "not-found" });
});
