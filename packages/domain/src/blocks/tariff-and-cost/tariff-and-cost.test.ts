import { randomUUID } from "node:crypto";
import { deviceVariables, eq, idTokens, type TenantTransaction, transactions, withTenants } from "@stationmaster/db";
import { aRoom, type RoomStation, type RoomTenant } from "@stationmaster/testing";
import { beforeEach, expect, test } from "vitest";
import {
  type CostEvent,
  costsToTell,
  getTariff,
  listTariffs,
  listTariffVersions,
  putTariff,
  runningCost,
  sendRunningCost,
  sessionCosts,
  setStationTariffs,
  simulateTariff,
  tariffMessage,
} from ".";

const room = await aRoom();
let tenant: RoomTenant;
let station: RoomStation;
beforeEach(async () => {
  tenant = await room.tenant();
  station = await tenant.station();
});

const put = (key: string, more: Partial<Parameters<typeof putTariff>[2]> = {}, of = tenant) =>
  of.inside((ctx) => putTariff(ctx, key, { name: key, currency: "EUR", energy: "0.45", ...more }));

type Session = Partial<typeof transactions.$inferInsert>;
const aSession = (values: Session = {}, of = tenant, at = station) => {
  const id = randomUUID();
  const start = room.clock.now;
  return of.inside(async ({ db }: { db: TenantTransaction }) => {
    await db.insert(transactions).values({
      ...{ id, stationId: at.id, ocppId: id, idToken: "CARD", idTokenType: "ISO14443", startedAt: start },
      ...{
        lastEventAt: new Date(start.getTime() + 3_600_000),
        lastReceivedAt: start,
        firstSeq: 0,
        lastSeq: 1,
        startedSeq: 0,
        seqCount: 2,
      },
      ...{ registerFirstWh: "1000", registerLastWh: "6000", ...values },
    });
    return id;
  });
};
const ended = (more: Session = {}): Session => ({
  isActive: false,
  endedAt: new Date(room.clock.now.getTime() + 3_600_000),
  endedSeq: 1,
  ...more,
});
const answer = async (id: string, more: Partial<CostEvent> = {}, of = tenant) => {
  const event = {
    n: 0,
    tenant: of.id,
    id,
    type: "Ended",
    isFresh: true,
    isActive: false,
    hasToken: false,
    hasRegister: true,
    isOffline: false,
    ...more,
  };
  return (await withTenants(room.ingest.sql, [of.id], (tx) => costsToTell(tx, [event], room.clock.now))).get(0);
};
const tell = async (...given: Parameters<typeof answer>) => (await answer(...given))?.totalCost;
const say = (key: string, value: string) =>
  tenant.inside((ctx) =>
    ctx.db.insert(deviceVariables).values({
      ...{ stationId: station.id, key: key.toLowerCase(), attributeType: "Actual", value, reportedAt: ctx.now },
      ...{ component: key.split("|")[0]!, variable: key.split("|")[4]! },
    }),
  );

test("I03: a session of 5 kWh costs what the tariff says, told with its end and kept line by line", async () => {
  await put("day", { isDefault: true, tax: "19" });
  const id = await aSession(ended());
  expect(await tell(id)).toBe(2.68);
  expect((await tenant.inside((ctx) => sessionCosts(ctx, [id]))).get(id)).toEqual({
    currency: "EUR",
    total: "2.68",
    isFinal: true,
    lines: [
      { what: "energy", unit: "kWh", quantity: "5", rate: "0.45", amount: "2.25" },
      { what: "tax", unit: "percent", quantity: "19", rate: "2.25", amount: "0.4275" },
    ],
    tariff: { key: "day", name: "day", version: 1, chosenBy: "default" },
  });
});

test("I03: free is 0, and without a tariff nothing is said", async () => {
  const none = await aSession(ended());
  expect(await tell(none)).toBeUndefined();
  expect(await tenant.inside((ctx) => runningCost(ctx, none))).toBeUndefined();
  await put("free", { energy: "0", isDefault: true });
  expect(await tell(await aSession(ended()))).toBe(0);
});

test("I03: the card's tariff goes before the station's, that before the tenant's; the time by the hour", async () => {
  await put("default", { isDefault: true });
  await put("site", { energy: "0.30" });
  await put("staff", { energy: "0.10", time: "1.00" });
  await tenant.inside((ctx) => setStationTariffs(ctx, [station.id], "site"));
  expect(await tell(await aSession(ended()))).toBe(1.5);
  await tenant.inside((ctx) =>
    ctx.db.insert(idTokens).values({ idToken: "Card", type: "ISO14443", status: "Accepted", tariffKey: "staff" }),
  );
  expect(await tell(await aSession(ended()))).toBe(1.5);
  await tenant.inside((ctx) => ctx.db.update(idTokens).set({ tariffKey: "gone" }));
  expect(await tell(await aSession(ended()))).toBe(1.5);
  await tenant.inside((ctx) => setStationTariffs(ctx, [station.id], null));
  expect(await tell(await aSession(ended()))).toBe(2.25);
});

test("I03: a session keeps the price it began with; the card's own comes when the card does", async () => {
  await put("day", { isDefault: true });
  const id = await aSession({ idToken: null, idTokenType: null });
  expect(await tell(id, { type: "Started", isActive: true })).toBeUndefined();
  await put("day", { energy: "9.99" });
  await tenant.inside((ctx) => ctx.db.update(transactions).set(ended()));
  expect(await tell(id)).toBe(2.25);
  expect(await tell(await aSession(ended()))).toBe(49.95);

  await put("staff", { energy: "0.10" });
  await tenant.inside((ctx) =>
    ctx.db.insert(idTokens).values({ idToken: "STAFF", type: "ISO14443", status: "Accepted", tariffKey: "staff" }),
  );
  const cableFirst = await aSession({ idToken: null, idTokenType: null });
  await tell(cableFirst, { type: "Started", isActive: true });
  await tenant.inside((ctx) => ctx.db.update(transactions).set({ idToken: "STAFF", idTokenType: "ISO14443" }));
  await tell(cableFirst, { type: "Updated", isActive: true, hasToken: true });
  expect(await tenant.inside((ctx) => runningCost(ctx, cableFirst))).toMatchObject({
    total: "0.50",
    isFinal: false,
    tariff: { chosenBy: "token" },
  });
});

test("I03: what came late to an ended session is priced again; an end sent once more hears the same", async () => {
  await put("day", { isDefault: true });
  const id = await aSession(ended());
  expect(await tell(id)).toBe(2.25);
  await tenant.inside((ctx) => ctx.db.update(transactions).set({ registerLastWh: "11000" }));
  expect(await tell(id, { type: "Updated" })).toBeUndefined();
  expect((await tenant.inside((ctx) => runningCost(ctx, id)))?.total).toBe("4.50");
  expect(await tell(id, { isFresh: false })).toBe(4.5);
});

test("I02: the price so far is told with each meter value, unless the station says that it shows none", async () => {
  const none = await aSession();
  await tell(none, { type: "Started", isActive: true });
  expect(await tell(none, { type: "Updated", isActive: true })).toBeUndefined();
  await put("day", { isDefault: true });
  const id = await aSession();
  await tell(id, { type: "Started", isActive: true });
  expect(await tell(id, { type: "Updated", isActive: true })).toBe(2.25);
  expect(await tell(id, { type: "Updated", isActive: true, isOffline: true })).toBeUndefined();
  expect(await tell(id, { type: "Updated", isActive: true, hasRegister: false })).toBeUndefined();
  await say("TariffCostCtrlr||||Enabled|Cost", "False");
  const hidden = await aSession();
  await tell(hidden, { type: "Started", isActive: true });
  expect(await tell(hidden, { type: "Updated", isActive: true })).toBeUndefined();
  await tenant.inside((ctx) => ctx.db.update(transactions).set(ended()));
  expect(await tell(hidden)).toBe(2.25);
});

test("I06: a session that gets another tariff with its card is told the new text, in the card's language, and no other event is", async () => {
  await put("day", { isDefault: true });
  await put("staff", { energy: "0.10" });
  await tenant.inside((ctx) =>
    ctx.db
      .insert(idTokens)
      .values({ idToken: "STAFF", type: "ISO14443", status: "Accepted", tariffKey: "staff", language: "de" }),
  );
  const cableFirst = async () => {
    const id = await aSession({ idToken: null, idTokenType: null });
    await tell(id, { type: "Started", isActive: true });
    await tenant.inside((ctx) =>
      ctx.db.update(transactions).set({ idToken: "STAFF", idTokenType: "ISO14443" }).where(eq(transactions.id, id)),
    );
    return id;
  };
  const update = { type: "Updated", isActive: true, hasToken: true, hasRegister: false };
  expect(await answer(await cableFirst(), update)).toBeUndefined();
  await say("TariffCostCtrlr||||Available|Tariff", "true");
  const id = await cableFirst();
  expect(await answer(id, { ...update, hasRegister: true })).toEqual({
    totalCost: 0.5,
    updatedPersonalMessage: { format: "UTF8", language: "de", content: "0.10 EUR pro kWh" },
  });
  expect(await answer(id, update)).toBeUndefined();
});

test("I02: CostUpdated tells the price so far by the station's own name of the session, never of one that has ended", async () => {
  await put("day", { isDefault: true });
  const id = await aSession();
  await expect(tenant.inside((ctx) => sendRunningCost(ctx, id))).rejects.toThrow("No tariff is for this session.");
  await tell(id, { type: "Started", isActive: true });
  const command = await tenant.inside((ctx) => sendRunningCost(ctx, id));
  expect(command).toMatchObject({
    action: "CostUpdated",
    request: { transactionId: id, totalCost: 2.25 },
    stationId: station.id,
  });
  await tenant.inside((ctx) => ctx.db.update(transactions).set(ended()));
  await expect(tenant.inside((ctx) => sendRunningCost(ctx, id))).rejects.toMatchObject({ kind: "conflict" });
  await expect(tenant.inside((ctx) => sendRunningCost(ctx, randomUUID()))).rejects.toMatchObject({ kind: "not-found" });
});

test("I01: the price in the driver's language, only where the station can show it", async () => {
  await put("day", { isDefault: true, time: "1.20", session: "0.5", tax: "19" });
  const reader = { tariffKey: null, personalMessage: null, language: null };
  const read = (more: Partial<typeof reader> | object = {}) =>
    tenant.inside((ctx) => tariffMessage(ctx, station.id, { ...reader, ...more }));
  expect(await read()).toBeUndefined();
  await say("TariffCostCtrlr||||Available|Tariff", "true");
  expect(await read()).toEqual({
    ...{ format: "UTF8", language: "en" },
    content: "0.5355 EUR per kWh + 1.428 EUR per hour + 0.595 EUR per session, tax included",
  });
  expect((await read({ language: "de-AT" }))?.content).toContain("pro Stunde");
  expect((await read({ language: "xx" }))?.language).toBe("en");
  expect(await read({ personalMessage: "Hello Ada", language: "en" })).toEqual({
    format: "UTF8",
    language: "en",
    content: "Hello Ada",
  });
  await put("free", { energy: "0.00" });
  expect((await read({ tariffKey: "free" }))?.content).toBe("Free of charge");
  await say("TariffCostCtrlr||||Enabled|Tariff", "false");
  expect(await read()).toBeUndefined();
  await say("DisplayMessageCtrlr||||Available|", "true");
  expect(await read()).toBeDefined();
});

test("I03: a change is a new version, the same again is none; one default at a time, kept unless it is said otherwise", async () => {
  expect(await put("day", { isDefault: true, session: "0.50" })).toMatchObject({
    version: 1,
    isDefault: true,
    session: "0.50",
  });
  expect((await put("day", { session: "0.50" })).version).toBe(1);
  expect(await put("day", { energy: "0.50" })).toMatchObject({
    version: 2,
    isDefault: true,
    session: null,
    energy: "0.50",
  });
  await expect(
    tenant.inside((ctx) => putTariff(ctx, "day", { name: "Day", currency: "EUR" }, { mustBeNew: true })),
  ).rejects.toMatchObject({ kind: "conflict", field: "key" });
  expect((await put("night", { isDefault: true })).isDefault).toBe(true);
  expect((await tenant.inside((ctx) => getTariff(ctx, "day"))).isDefault).toBe(false);
  expect(
    (await tenant.inside((ctx) => listTariffVersions(ctx, "day"))).map(({ energyPerKwh }) => energyPerKwh),
  ).toEqual(["0.50", "0.45"]);
  const keys = async (page: { limit: number; after?: { key: string } }) =>
    (await tenant.inside((ctx) => listTariffs(ctx, page))).map(({ key }) => key);
  expect(await keys({ limit: 1 })).toEqual(["day"]);
  expect(await keys({ limit: 5, after: { key: "day" } })).toEqual(["night"]);
});

test("I03: two who make a default at once leave one", async () => {
  await Promise.all([put("a", { isDefault: true }), put("b", { isDefault: true }), put("a", { isDefault: true })]);
  const all = await tenant.inside((ctx) => listTariffs(ctx, { limit: 9 }));
  expect(all.filter(({ isDefault }) => isDefault)).toHaveLength(1);
});

test("I03: a price that is none is refused with its place", async () => {
  for (const energy of ["0,45", "-1", "1e3", "", "0.1234567", "1234567890"])
    await expect(put("bad", { energy })).rejects.toMatchObject({ kind: "invalid", field: "energy" });
  await expect(put("bad", { tax: "101" })).rejects.toMatchObject({ kind: "invalid", field: "tax" });
  await expect(put("bad", { currency: "XYZ" })).rejects.toMatchObject({ kind: "invalid", field: "currency" });
  await expect(put("bad key")).rejects.toMatchObject({ kind: "invalid", field: "key" });
  await expect(tenant.inside((ctx) => getTariff(ctx, "bad"))).rejects.toMatchObject({ kind: "not-found" });
  await expect(tenant.inside((ctx) => setStationTariffs(ctx, [station.id], "bad"))).rejects.toMatchObject({
    kind: "not-found",
  });
});

test("I03: a tariff can be tried on a session that never was", async () => {
  await put("day", { energy: "0.45", time: "1.20", session: "0.17" });
  const price = await tenant.inside((ctx) => simulateTariff(ctx, "day", { energyKwh: "25.0005", durationMinutes: 25 }));
  expect(price).toMatchObject({ total: "11.92", currency: "EUR" });
  expect(price.lines[0]).toMatchObject({ quantity: "25.0005", amount: "11.250225" });
});

test("I03: another tenant cannot see a tariff, nor price a session with it", async () => {
  await put("day", { isDefault: true });
  const other = await room.tenant();
  const theirs = await other.station();
  await expect(other.inside((ctx) => getTariff(ctx, "day"))).rejects.toMatchObject({ kind: "not-found" });
  const id = await aSession(ended(), other, theirs);
  const event = {
    n: 0,
    tenant: other.id,
    id,
    type: "Ended",
    isFresh: true,
    isActive: false,
    hasToken: false,
    hasRegister: true,
    isOffline: false,
  };
  const both = await withTenants(room.ingest.sql, [tenant.id, other.id], (tx) =>
    costsToTell(tx, [event], room.clock.now),
  );
  expect(both.size).toBe(0);
  const mine = await aSession(ended());
  expect(await tell(mine)).toBe(2.25);
  expect(await other.inside((ctx) => runningCost(ctx, mine))).toBeUndefined();
  await expect(other.inside((ctx) => setStationTariffs(ctx, [station.id], "day"))).rejects.toMatchObject({
    kind: "not-found",
  });
});
