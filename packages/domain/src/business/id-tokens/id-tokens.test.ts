import { withTenants } from "@stationmaster/db";
import { aRoom } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { transactionEvent } from "../../blocks/transactions";
import {
  cardList,
  changeCard,
  createCard,
  decisionList,
  getCard,
  importCards,
  listCards,
  listDecisions,
  setCardState,
} from ".";

const room = await aRoom();
const tenant = await room.tenant();
const cards = (input: Parameters<typeof cardList.parse>[0]) =>
  tenant.inside((ctx) => listCards(ctx, cardList.parse(input)));

test("C09: a group of ten thousand cards is imported, read page by page, and a card of it is found at once", async () => {
  const lines = Array.from({ length: 10_000 }, (_, at) => `GROUP-${at},ISO14443,Fleet-9,Driver ${at % 100}`);
  const text = `card,type,group,driver\n${lines.join("\n")}`;
  expect(await tenant.inside((ctx) => importCards(ctx, { text }))).toEqual({ stored: 10_000, leftOut: 0 });
  expect(await tenant.inside((ctx) => importCards(ctx, { text }))).toEqual({ stored: 10_000, leftOut: 0 });
  const seen = new Set<string>();
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof cards>> = await cards({ group: "fleet-9", limit: 1000, cursor });
    for (const { id } of page.items) seen.add(id);
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen.size).toBe(10_000);
  expect((await cards({ search: "group-9999" })).items).toMatchObject([
    { idToken: "GROUP-9999", driverName: "Driver 99" },
  ]);
});

test("C01: a card is made for a driver, changed, lost and let in again; what is there cannot be made twice", async () => {
  const driver = { name: "Ada Berg", email: "ada@x.example" };
  const made = await tenant.inside((ctx) => createCard(ctx, { idToken: "ADA-1", type: "ISO14443", driver }));
  expect(made).toMatchObject({ state: "Accepted", driverName: "Ada Berg" });
  await expect(tenant.inside((ctx) => createCard(ctx, { idToken: "ada-1", type: "ISO14443" }))).rejects.toThrow(
    "already",
  );
  const lost = await tenant.inside((ctx) => setCardState(ctx, { id: made.id, state: "Lost" }));
  expect(lost).toMatchObject({ state: "Lost", lostAt: room.clock.now });
  const changed = await tenant.inside((ctx) => changeCard(ctx, { id: made.id, driver, maxConcurrentTransactions: 2 }));
  expect(changed).toMatchObject({ state: "Lost", maxConcurrentTransactions: 2, driverId: made.driverId });
  expect(await tenant.inside((ctx) => setCardState(ctx, { id: made.id, state: "Accepted" }))).toMatchObject({
    ...{ state: "Accepted", lostAt: null },
  });
  expect((await cards({ search: "ada b" })).items).toMatchObject([{ id: made.id }]);
  await expect(
    tenant.inside((ctx) => changeCard(ctx, { id: made.id, limits: { stationIdentities: ["NOWHERE"] } })),
  ).rejects.toThrow("There is no station nowhere");
});

test("C04.FR.04: a PIN is listed without its digits, and is not found by them", async () => {
  await tenant.inside((ctx) => createCard(ctx, { idToken: "4711", type: "KeyCode", groupIdToken: "PINS" }));
  const { items, nextCursor } = await cards({ group: "PINS" });
  expect(items).toMatchObject([{ idToken: null, type: "KeyCode" }]);
  expect(JSON.stringify([items, nextCursor])).not.toContain("4711");
  expect((await cards({ search: "4711" })).items).toEqual([]);
});

test("C12: twins of two tenants in one flush are told and traced each by their own card; a resend is traced once", async () => {
  const twin = await room.tenant();
  const both = [
    { at: tenant, station: await tenant.station(), blocked: false },
    { at: twin, station: await twin.station(), blocked: true },
  ];
  for (const { at, blocked } of both) {
    const { id } = await at.inside((ctx) => createCard(ctx, { idToken: "TWIN", type: "ISO14443" }));
    if (blocked) await at.inside((ctx) => setCardState(ctx, { id, state: "Blocked" }));
  }
  const flush = () =>
    withTenants(
      room.ingest.sql,
      both.map(({ at }) => at.id),
      (tx) =>
        transactionEvent.handleMany(
          tx,
          both.map(({ at, station }, n) => ({
            ...{ n, tenantId: at.id, stationId: station.id, receivedAt: room.clock.now },
            request: {
              ...{ eventType: "Started", timestamp: "2026-06-01T12:00:00Z", triggerReason: "Authorized", seqNo: 0 },
              ...{ transactionInfo: { transactionId: "twin" }, evse: { id: 1, connectorId: 1 } },
              idToken: { idToken: "twin", type: "ISO14443" },
            } as Parameters<typeof transactionEvent.handleMany>[1][number]["request"],
          })),
        ),
    );
  for (const replies of [await flush(), await flush()])
    expect(replies.map(({ response }) => response.idTokenInfo?.status)).toEqual(["Accepted", "Blocked"]);
  for (const { at, blocked, station } of both)
    expect((await at.inside((ctx) => listDecisions(ctx, decisionList.parse({ idToken: "TWIN" })))).items).toMatchObject(
      [
        {
          rule: blocked ? "blocked" : "accepted",
          stationIdentity: station.identity,
          evseId: 1,
          message: "TransactionEvent",
        },
      ],
    );
});

test("C01: a session of a card limited to other plugs or hours is told so by its first event", async () => {
  const station = await tenant.station();
  await tenant.inside((ctx) =>
    createCard(ctx, {
      ...{ idToken: "LIMITED", type: "ISO14443" },
      limits: { times: [{ days: ["Sun"], from: "00:00", to: "24:00" }] },
    }),
  );
  const [reply] = await withTenants(room.ingest.sql, [tenant.id], (tx) =>
    transactionEvent.handleMany(tx, [
      {
        ...{ n: 0, tenantId: tenant.id, stationId: station.id, receivedAt: room.clock.now },
        request: {
          ...{ eventType: "Started", timestamp: "2026-06-01T12:00:00Z", triggerReason: "Authorized", seqNo: 0 },
          ...{ transactionInfo: { transactionId: "limited" }, idToken: { idToken: "LIMITED", type: "ISO14443" } },
        },
      },
    ]),
  );
  expect(reply!.response.idTokenInfo?.status).toBe("NotAtThisTime");
  const { items } = await tenant.inside((ctx) =>
    listDecisions(ctx, decisionList.parse({ stationIdentity: station.identity, refused: true })),
  );
  expect(items).toMatchObject([{ rule: "not-at-this-time", facts: { timeZone: "Europe/Berlin" } }]);
  expect(items[0]!.reason).toContain("Europe/Berlin");
});

test("C01: another tenant cannot read or change a card", async () => {
  const other = await room.tenant();
  const [card] = (await cards({ limit: 1 })).items;
  await expect(other.inside((ctx) => getCard(ctx, card!.id))).rejects.toThrow("There is no card");
  await expect(other.inside((ctx) => setCardState(ctx, { id: card!.id, state: "Lost" }))).rejects.toThrow(
    "There is no card",
  );
});
