import { stationCommands } from "@stationmaster/db";
import { aRoom, type RoomStation } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { messages } from "../../blocks/authorization";
import {
  cardList,
  changeCard,
  changeList,
  clearCaches,
  countRefusals,
  createCard,
  driverList,
  importCards,
  listCardChanges,
  listCards,
  listDrivers,
  refusalSpan,
  setCardState,
  setDriverState,
  whereUsed,
} from ".";

const room = await aRoom();
const tenant = await room.tenant();
const other = await room.tenant();
const [quay, mill] = await Promise.all(
  ["QUAY-1", "MILL-1", "YARD-1"].map((identity) => tenant.station({ identity, bootStatus: "Accepted" })),
);
const [authorize] = messages;
const ask = (station: RoomStation, idToken: string) =>
  tenant.asStation(station, (ctx) => authorize!.handle(ctx, { idToken: { idToken, type: "ISO14443" } }));
const make = (idToken: string, driver?: { name: string; email?: string }) =>
  tenant.inside((ctx) => createCard(ctx, { idToken, type: "ISO14443", driver }));
const later = (minutes: number) => {
  room.clock.now = new Date(room.clock.now.getTime() + minutes * 60_000);
};
const changes = (cardId: string, by = tenant) => by.inside((ctx) => listCardChanges(ctx, changeList.parse({ cardId })));

test("C11: after a card was lost, the stations it was used at forget whom they let in, or all of them do", async () => {
  const { id: cardId } = await make("USED");
  await expect(tenant.inside((ctx) => clearCaches(ctx, { of: { cardId }, where: "used" }))).rejects.toMatchObject({
    kind: "conflict",
    message: "It was used at no station yet: none remembers it.",
  });
  await ask(quay!, "USED");
  later(5);
  await ask(mill!, "used");
  await ask(mill!, "USED");
  const used = await tenant.inside((ctx) => whereUsed(ctx, { cardId }));
  expect(used).toMatchObject([
    { stationIdentity: "MILL-1", times: 2, lastAt: room.clock.now, timeZone: "Europe/Berlin" },
    { stationIdentity: "QUAY-1", times: 1 },
  ]);
  const [bulk, ...more] = await tenant.inside((ctx) => clearCaches(ctx, { of: { cardId }, where: "used" }));
  expect(more).toEqual([]);
  expect(bulk).toMatchObject({ action: "ClearCache", total: 2, request: {} });
  const asked = await tenant.inside((ctx) => ctx.db.select().from(stationCommands));
  expect(asked.map(({ stationId }) => stationId).sort()).toEqual([quay!.id, mill!.id].sort());
  const [all] = await tenant.inside((ctx) => clearCaches(ctx, { of: { cardId }, where: "everywhere" }));
  expect(all).toMatchObject({ total: 3 });
  expect(await other.inside((ctx) => whereUsed(ctx, { cardId }))).toEqual([]);
  await expect(other.inside((ctx) => clearCaches(ctx, { of: { cardId }, where: "everywhere" }))).rejects.toMatchObject({
    kind: "not-found",
  });
});

test("C01: a card's changes are told with who made them and what is otherwise since, also by an import", async () => {
  const { id, driverId } = await make("STORY", { name: "Ida Storm" });
  later(1);
  await tenant.inside((ctx) =>
    changeCard(ctx, {
      id,
      driver: { name: "Ida Storm" },
      maxConcurrentTransactions: 1,
      limits: { connectorTypes: ["cCCS2"] },
    }),
  );
  later(1);
  await tenant.inside((ctx) => setCardState(ctx, { id, state: "Lost" }));
  later(1);
  await tenant.inside((ctx) => setDriverState(ctx, { id: driverId!, state: "Blocked" }));
  await tenant.inside((ctx) => setCardState(ctx, { id, state: "Accepted" }));
  later(1);
  await tenant.inside((ctx) => setDriverState(ctx, { id: driverId!, state: "Blocked" }));
  later(1);
  await tenant.inside((ctx) => importCards(ctx, { text: "card,group\nSTORY,Fleet" }));
  expect((await changes(id)).map(({ what, fields }) => [what, ...fields])).toEqual([
    ["imported"],
    ["Blocked"],
    ["Accepted"],
    ["Lost"],
    ["changed", "maxConcurrentTransactions", "limits"],
    ["made"],
  ]);
  expect(await changes(id)).toMatchObject(Array(6).fill({ by: expect.any(String) }));
  await expect(changes(id, other)).rejects.toThrow("There is no card");
});

test("C01: drivers are listed by name with their cards, and all cards of one are blocked and let in again, but for a lost one", async () => {
  const cora = { name: "Cora Lind", email: "cora@x.example" };
  const first = await make("CORA-1", cora);
  const lost = await make("CORA-2", cora);
  await make("ABEL-1", { name: "abel Moss" });
  await tenant.inside((ctx) => setCardState(ctx, { id: lost.id, state: "Lost" }));
  const list = (input: object) => tenant.inside((ctx) => listDrivers(ctx, driverList.parse(input)));
  const page = await list({ limit: 1 });
  expect(page.items).toMatchObject([{ name: "abel Moss", cardCount: 1, goodCount: 1, blockedCount: 0 }]);
  expect((await list({ limit: 1, cursor: page.nextCursor })).items).toMatchObject([
    { name: "Cora Lind", email: "cora@x.example", cardCount: 2, goodCount: 1, blockedCount: 1 },
  ]);
  expect((await list({ search: "CORA@" })).items).toHaveLength(1);
  const id = first.driverId!;
  const set = (state: "Accepted" | "Blocked") => tenant.inside((ctx) => setDriverState(ctx, { id, state }));
  expect(await set("Blocked")).toMatchObject({ goodCount: 0, blockedCount: 2 });
  expect(await set("Accepted")).toMatchObject({ goodCount: 1, blockedCount: 1 });
  const cards = await tenant.inside((ctx) => listCards(ctx, cardList.parse({ driverId: id })));
  expect(cards.items.map(({ idToken, state }) => [idToken, state])).toEqual([
    ["CORA-1", "Accepted"],
    ["CORA-2", "Lost"],
  ]);
  await expect(other.inside((ctx) => setDriverState(ctx, { id, state: "Blocked" }))).rejects.toThrow(
    "There is no driver",
  );
});

test("C01: what was refused in the last day is counted by the rule that refused it", async () => {
  later(7 * 24 * 60);
  const count = (by = tenant) => by.inside((ctx) => countRefusals(ctx, refusalSpan.parse({})));
  expect(await count()).toEqual([]);
  await ask(quay!, "NOBODY-1");
  later(23 * 60);
  await ask(quay!, "NOBODY-2");
  await ask(quay!, "CORA-2");
  await ask(quay!, "CORA-1");
  expect(await count()).toEqual([
    { rule: "unknown", count: 2 },
    { rule: "lost", count: 1 },
  ]);
  expect(await count(other)).toEqual([]);
});
