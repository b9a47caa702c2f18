import { eq, stationCommands } from "@stationmaster/db";
import type { SimulatedStation } from "@stationmaster/simulator";
import { aServer, aTenant, type TestStation } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { decisionList, idTokenInput, listDecisions, putToken, setCardState } from "../../business/id-tokens";
import { type CommandRow, type Context, sendCommand } from "../../kernel";
import { listInput, putLocalList } from "../local-auth-list";
import { remoteStart, remoteStop } from "../remote-control";
import { listTransactions } from "../transactions";
import { clearCache, getIdToken, patience } from ".";

const server = await aServer();
const { tenant } = await aTenant({ server });

const put = (idToken: string, given: object = {}) =>
  tenant.inside((ctx) =>
    putToken(ctx, idTokenInput.parse({ idToken, type: "ISO14443", status: "Accepted", ...given })),
  );
const set = async (idToken: string, state: "Blocked" | "Accepted") =>
  tenant.inside(async (ctx) => setCardState(ctx, { id: (await getIdToken(ctx, idToken)).id, state }));
const twoEvses = [1, 2].map((id) => ({ id, connectors: [{ id: 1, type: "cType2" as const }] }));
const sessionsOf = (row: TestStation) =>
  tenant.inside((ctx) => listTransactions(ctx, { stationId: row.id }, { limit: 9 }));
const rulesAt = async (row: TestStation) => {
  const { items } = await tenant.inside((ctx) =>
    listDecisions(ctx, decisionList.parse({ stationIdentity: row.identity })),
  );
  return items.map(({ message, rule, status }) => `${message} ${status} ${rule}`).reverse();
};
/** Until the station has answered, and done what follows. */
const asking = async (station: SimulatedStation, work: (ctx: Context) => Promise<CommandRow>) => {
  const { id } = await tenant.inside(work);
  await server.settle();
  const status = () =>
    tenant.inside(async (ctx) => (await ctx.db.select().from(stationCommands).where(eq(stationCommands.id, id)))[0]!);
  await expect.poll(async () => (await status()).status, { timeout: 10_000 }).toBe("answered");
  await station.idle();
  return (await status()).response;
};
const asked = (station: { calls: (action: string) => unknown[] }) => station.calls("Authorize").length;

async function aStation(options: Parameters<TestStation["start"]>[0] = {}) {
  const row = await tenant.withStation();
  return { row, station: await row.start(options) };
}

test.each([
  ["C01", "card", "04A1B2C3", "ISO14443"],
  ["C01", "tag", "E004010012345678", "ISO15693"],
  ["C04", "pin", "271828", "KeyCode"],
  ["C06", "ticket", "PARK-0815", "Local"],
  ["C07 (without certificates)", "contract", "DE-NWM-C1234567-8", "eMAID"],
  ["C01 (the car itself)", "car", "00:1A:2B:3C:4D:5E", "MacAddress"],
] as const)(
  "%s: by %s: %s, a %s, is refused while nobody keeps it, and charges once somebody does",
  async (_case, way, text, type) => {
    const { row, station } = await aStation();
    await station.plugIn(1);
    expect(await station.identify(way, text)).toMatchObject({
      outcome: "refused",
      idTokenInfo: { status: type === "KeyCode" ? "Invalid" : "Unknown" },
    });
    await put(text, { type });
    expect(await station.identify(way, text)).toMatchObject({
      outcome: "started",
      idTokenInfo: { status: "Accepted" },
    });
    await station.advance(60);
    expect(await station.identify(way, text)).toMatchObject({ outcome: "stopped" });
    const [session] = await sessionsOf(row);
    expect(session).toMatchObject({ isActive: false, idTokenType: type });
    expect(asked(station)).toBe(2);
    expect(station.violations).toEqual([]);
  },
);

test("C02: the start button charges with an empty token, which is accepted, asked about by nobody and kept by no cache", async () => {
  const { row, station } = await aStation();
  await station.plugIn(1);
  expect(await station.identify("button", "", { evseId: 1 })).toMatchObject({ outcome: "started" });
  expect(await station.identify("button", "", { evseId: 1 })).toMatchObject({ outcome: "stopped" });
  expect(asked(station)).toBe(0);
  expect(station.state.authCache.size).toBe(0);
  expect(await rulesAt(row)).toEqual(Array(2).fill("TransactionEvent Accepted start-button"));
  expect(await sessionsOf(row)).toMatchObject([{ isActive: false, idTokenType: "NoAuthorization" }]);
});

test("C03: paid by credit card: a token made for this start alone charges here, is kept by no cache and is good nowhere else", async () => {
  const { row, station } = await aStation();
  await station.plugIn(1);
  await asking(station, (ctx) => remoteStart(ctx, row.id, { evseId: 1, idToken: "PAID-0042" }));
  const [session] = await sessionsOf(row);
  expect(session).toMatchObject({ isActive: true, idToken: "PAID-0042", idTokenType: "Central" });
  expect([asked(station), station.state.authCache.size]).toEqual([0, 0]);
  await asking(station, (ctx) => remoteStop(ctx, session!.id));
  expect(await sessionsOf(row)).toMatchObject([{ stoppedReason: "Remote" }]);
  const elsewhere = await aStation();
  const central = { idToken: { idToken: "PAID-0042", type: "Central" } };
  expect(await elsewhere.station.call("Authorize", central)).toMatchObject({
    payload: { idTokenInfo: { status: "Unknown" } },
  });
});

test("C04.FR.04, .06: a PIN is written down nowhere; after some wrong ones the keypad waits, for the right one too, and nobody else does", async () => {
  const { row, station } = await aStation();
  await put("314159", { type: "KeyCode" });
  await put("C04-CARD");
  for (let n = 0; n < patience.pins; n++)
    expect((await station.identify("pin", `00000${n}`)).idTokenInfo.status).toBe("Invalid");
  expect((await station.identify("pin", "314159")).idTokenInfo).toMatchObject({
    ...{ status: "Invalid", cacheExpiryDateTime: expect.any(String) },
  });
  expect((await station.checkToken("C04-CARD")).status).toBe("Accepted");
  const other = await aStation();
  expect((await other.station.identify("pin", "314159")).idTokenInfo.status).toBe("Accepted");
  const { items } = await tenant.inside((ctx) =>
    listDecisions(ctx, decisionList.parse({ stationIdentity: row.identity })),
  );
  expect(items.map(({ rule }) => rule)).toEqual(["accepted", "too-many-pins", ...Array(5).fill("unknown-pin")]);
  expect(JSON.stringify(items)).not.toContain("314159");
});

test.each(["true", "false"])(
  "C05: a start from the app with AuthorizeRemoteStart %s: with a card of ours, as its limits allow",
  async (asksFirst) => {
    const { row, station } = await aStation({ variables: { "AuthCtrlr.AuthorizeRemoteStart": asksFirst } });
    await put(`APP-${asksFirst}`);
    await put(`APP-ELSEWHERE-${asksFirst}`, {
      limits: { times: [{ days: ["Mon"], from: "00:00", to: "00:01" }] },
      status: "Blocked",
    });
    await station.plugIn(1);
    await expect(
      tenant.inside((ctx) => remoteStart(ctx, row.id, { evseId: 1, idToken: `APP-ELSEWHERE-${asksFirst}` })),
    ).rejects.toThrow("The card is blocked");
    await asking(station, (ctx) => remoteStart(ctx, row.id, { evseId: 1, idToken: `APP-${asksFirst}` }));
    expect(await sessionsOf(row)).toMatchObject([{ isActive: true, idToken: `APP-${asksFirst}` }]);
    expect(asked(station)).toBe(asksFirst === "true" ? 1 : 0);
  },
);

test("C09: another card of the group stops the session; a blocked one of it and a stranger do not", async () => {
  const { row, station } = await aStation();
  await put("C09-A", { groupIdToken: "C09" });
  await put("C09-B", { groupIdToken: "c09" });
  await put("C09-BLOCKED", { groupIdToken: "C09", status: "Blocked" });
  await put("C09-STRANGER");
  await station.plugIn(1);
  await station.authorize("C09-A");
  expect((await station.authorize("C09-STRANGER", { evseId: 1 })).outcome).toBe("refused");
  expect(await station.authorize("C09-BLOCKED", { evseId: 1 })).toMatchObject({
    ...{ outcome: "refused", idTokenInfo: { status: "Blocked", groupIdToken: { idToken: "C09" } } },
  });
  expect((await station.authorize("C09-B", { evseId: 1 })).outcome).toBe("stopped");
  expect(await sessionsOf(row)).toMatchObject([{ isActive: false, idToken: "C09-A" }]);
});

test("C10, C12: a card the station remembers starts without a question; blocked meanwhile, its first event says so and the session ends", async () => {
  const { row, station } = await aStation({ variables: { "AuthCtrlr.LocalPreAuthorize": "true" } });
  await put("C12");
  await station.checkToken("C12");
  await station.plugIn(1);
  expect((await station.authorize("C12", { evseId: 1 })).outcome).toBe("started");
  expect(asked(station)).toBe(1);
  await station.authorize("C12", { evseId: 1 });
  await station.unplug(1);
  await set("C12", "Blocked");
  await station.plugIn(1);
  await station.authorize("C12", { evseId: 1 });
  expect(await sessionsOf(row)).toMatchObject([
    { isActive: false, stoppedReason: "DeAuthorized" },
    { isActive: false, stoppedReason: "Local" },
  ]);
  // C10.FR.03: what it remembers as refused, it asks about again.
  await set("C12", "Accepted");
  expect((await station.checkToken("C12")).status).toBe("Accepted");
});

test("C11: after ClearCache the station asks again; one that keeps no cache says Rejected", async () => {
  const { row, station } = await aStation({ variables: { "AuthCtrlr.LocalPreAuthorize": "true" } });
  await put("C11");
  await station.checkToken("C11");
  await station.checkToken("C11");
  expect(asked(station)).toBe(1);
  await set("C11", "Blocked");
  expect(await asking(station, (ctx) => sendCommand(ctx, row.id, clearCache, {}))).toEqual({ status: "Accepted" });
  expect((await station.checkToken("C11")).status).toBe("Blocked");

  const without = await aStation({ variables: { "AuthCacheCtrlr.Enabled": "false" } });
  expect(await asking(without.station, (ctx) => sendCommand(ctx, without.row.id, clearCache, {}))).toMatchObject({
    status: "Rejected",
  });
});

test("C13, C14: a card on the local list charges without a question, online and offline; its first event is verified", async () => {
  const { row, station } = await aStation({ variables: { "AuthCtrlr.LocalPreAuthorize": "true" } });
  await put("C13");
  await tenant.inside((ctx) =>
    putLocalList(ctx, listInput.parse({ identity: row.identity, entries: [{ idToken: "C13", type: "ISO14443" }] })),
  );
  await server.settle();
  await expect.poll(() => station.state.localList.size, { timeout: 10_000 }).toBe(1);
  await station.plugIn(1);
  expect((await station.authorize("C13", { evseId: 1 })).outcome).toBe("started");
  await station.authorize("C13", { evseId: 1 });
  await station.unplug(1);

  await station.goOffline();
  await station.plugIn(1);
  expect((await station.authorize("C13", { evseId: 1 })).outcome).toBe("started");
  await station.goOnline();
  expect(asked(station)).toBe(0);
  expect(await rulesAt(row)).toEqual(Array(3).fill("TransactionEvent Accepted accepted"));
  expect(await sessionsOf(row)).toMatchObject([{ isActive: true }, { isActive: false }]);
});

test.each([
  ["true", { isActive: false, stoppedReason: "DeAuthorized" }],
  ["false", { isActive: true, chargingState: "SuspendedEVSE" }],
])(
  "C15, E05: offline anybody may start; who is refused afterwards is stopped or cut off, StopTxOnInvalidId %s",
  async (stops, then) => {
    const { row, station } = await aStation({
      variables: { "AuthCtrlr.OfflineTxForUnknownIdEnabled": "true", "TxCtrlr.StopTxOnInvalidId": stops },
    });
    await station.goOffline();
    await station.plugIn(1);
    expect((await station.authorize("C15-NOBODY", { evseId: 1 })).outcome).toBe("started");
    await station.advance(300);
    await station.goOnline();
    expect(await sessionsOf(row)).toMatchObject([then]);
    expect((await rulesAt(row))[0]).toBe("TransactionEvent Unknown unknown");
  },
);

test("C01.FR.24: while a refused session holds the only EVSE, another card is told to come later; the master pass is not", async () => {
  const { row, station } = await aStation({
    variables: { "AuthCtrlr.OfflineTxForUnknownIdEnabled": "true", "TxCtrlr.StopTxOnInvalidId": "false" },
  });
  await put("FR24");
  await put("FR24-MASTER", { masterPass: true, groupIdToken: "MASTERS" });
  await station.goOffline();
  await station.plugIn(1);
  await station.authorize("FR24-NOBODY", { evseId: 1 });
  await station.goOnline();
  expect((await station.checkToken("FR24")).status).toBe("NotAtThisTime");
  expect((await station.checkToken("FR24-MASTER")).status).toBe("Accepted");
  expect((await rulesAt(row)).slice(-2)).toEqual(["Authorize NotAtThisTime held", "Authorize Accepted accepted"]);
  await station.unplug(1);
  expect((await station.checkToken("FR24")).status).toBe("Accepted");

  // With another EVSE free, there is a place for it.
  const { station: two } = await aStation({
    evses: twoEvses,
    variables: { "AuthCtrlr.OfflineTxForUnknownIdEnabled": "true", "TxCtrlr.StopTxOnInvalidId": "false" },
  });
  await two.plugIn(2);
  await two.unplug(2);
  await two.goOffline();
  await two.plugIn(1);
  await two.authorize("FR24-NOBODY", { evseId: 1 });
  await two.goOnline();
  expect((await two.checkToken("FR24")).status).toBe("Accepted");
});

test("C16: the master pass stops all sessions, or the one that was chosen, and starts none", async () => {
  const { row, station } = await aStation({
    evses: twoEvses,
    variables: { "AuthCtrlr.MasterPassGroupId": "C16-MASTERS" },
  });
  await put("C16-A");
  await put("C16-B");
  await put("C16-PASS", { masterPass: true, groupIdToken: "C16-MASTERS" });
  const charge = async (evseId: number, card: string) => {
    await station.plugIn(evseId);
    expect((await station.authorize(card, { evseId })).outcome).toBe("started");
  };
  await charge(1, "C16-A");
  await charge(2, "C16-B");
  expect((await station.authorize("C16-PASS", { evseId: 2 })).outcome).toBe("stopped");
  expect((await sessionsOf(row)).filter(({ isActive }) => isActive)).toMatchObject([{ evseId: 1 }]);
  await station.unplug(2);
  await charge(2, "C16-B");
  expect((await station.authorize("C16-PASS")).outcome).toBe("stopped");
  const over = await sessionsOf(row);
  expect(over.map(({ isActive, stoppedReason }) => [isActive, stoppedReason])).toEqual(
    Array(3).fill([false, "MasterPass"]),
  );
  expect((await station.authorize("C16-PASS", { evseId: 2 })).outcome).toBe("refused");
  expect(station.violations).toEqual([]);
});
