import { auditEntries, stationCommands, stations, withTenants } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { aRoom, type RoomStation, type RoomTenant } from "@stationmaster/testing";
import { v7 as uuidv7 } from "uuid";
import { beforeEach, expect, test } from "vitest";
import { commandOf } from "../../blocks";
import { putTariff } from "../../blocks/tariff-and-cost";
import { askAfterReconnect, transactionEvent } from "../../blocks/transactions";
import { claimCommand, settleCommand, systemActor } from "../../kernel";
import { closeSession, getSession, listSessions, sessionList, sessionStory } from ".";

type Event = Req<"TransactionEvent">;
const room = await aRoom();
let tenant: RoomTenant;
let station: RoomStation;
beforeEach(async () => {
  room.clock.now = new Date("2026-06-01T12:00:00Z");
  tenant = await room.tenant();
  station = await tenant.station({ bootStatus: "Accepted" });
});

const minute = (n: number) => new Date(Date.UTC(2026, 5, 1, 12, n));
const goTo = (n: number) => {
  room.clock.now = minute(n);
};

/** An event of minute `n`, heard then. */
async function hear(n: number, eventType: Event["eventType"], more: Partial<Event> = {}) {
  goTo(n);
  const sample = { value: 1000 + n * 100, measurand: "Energy.Active.Import.Register" as const };
  const request: Event = {
    ...{ eventType, seqNo: n, timestamp: minute(n).toISOString(), triggerReason: "MeterValuePeriodic" },
    transactionInfo: { transactionId: "tx" },
    meterValue: [{ timestamp: minute(n).toISOString(), sampledValue: [sample] }],
    ...more,
  };
  const arrived = [{ n: 0, tenantId: tenant.id, stationId: station.id, receivedAt: room.clock.now, request }];
  const [reply] = await withTenants(room.ingest.sql, [tenant.id], (tx) => transactionEvent.handleMany(tx, arrived));
  return reply!.response;
}
const theSession = async () => {
  const { items } = await tenant.inside((ctx) => listSessions(ctx, sessionList.parse({})));
  return items[0]!;
};
const close = async () => {
  const { id } = await theSession();
  return tenant.inside((ctx) => closeSession(ctx, id));
};

test("E06: a session that its station has been silent of for a quarter of an hour is closed by hand, priced, and noted who did", async () => {
  await tenant.inside((ctx) => putTariff(ctx, "day", { name: "Day", currency: "EUR", energy: "1", isDefault: true }));
  await hear(0, "Started", { idToken: { idToken: "CARD", type: "ISO14443" } });
  await hear(5, "Updated");
  await expect(close()).rejects.toMatchObject({ kind: "conflict" });
  goTo(21);
  expect(await close()).toMatchObject({
    active: false,
    endedAt: minute(5),
    stoppedReason: null,
    energyWh: 500,
    closed: { at: minute(21), by: systemActor.name },
  });
  await expect(close()).rejects.toMatchObject({ kind: "conflict" });
  expect(await tenant.inside((ctx) => ctx.db.select().from(auditEntries))).toMatchObject([{ what: "session closed" }]);
});

test("E06: at once where the station is away, was taken away, or would not stop it", async () => {
  await hear(0, "Started");
  await tenant.inside((ctx) => ctx.db.update(stations).set({ isOnline: false }));
  expect(await close()).toMatchObject({ active: false });

  station = await tenant.station({ bootStatus: "Accepted" });
  await hear(1, "Started", { transactionInfo: { transactionId: "other" } });
  await expect(close()).rejects.toMatchObject({ kind: "conflict" });
  await tenant.inside((ctx) =>
    ctx.db.insert(stationCommands).values({
      ...{ id: uuidv7({ msecs: ctx.now.getTime() }), stationId: station.id, action: "RequestStopTransaction" },
      ...{ request: { transactionId: "other" }, requestedBy: ctx.actor, createdAt: ctx.now, deadlineAt: ctx.now },
      ...{ status: "answered" as const, response: { status: "Rejected" } },
    }),
  );
  expect(await close()).toMatchObject({ active: false });
});

test("E06: an end that comes after all is the end; what is told beyond the last word opens it again", async () => {
  await hear(0, "Started");
  await hear(2, "Updated");
  goTo(30);
  await close();
  await hear(31, "Updated", { seqNo: 1, timestamp: minute(1).toISOString(), offline: true });
  expect(await theSession()).toMatchObject({ active: false, closed: { at: minute(30) } });
  await hear(40, "Updated");
  expect(await theSession()).toMatchObject({ active: true, endedAt: null, closed: null });
  goTo(60);
  await close();
  await hear(61, "Ended", { timestamp: minute(41).toISOString() });
  expect(await theSession()).toMatchObject({ active: false, endedAt: minute(41), closed: null });
});

test("E14: a station that says it is over and has nothing queued will never tell its end: it is closed by itself", async () => {
  const settleQuestion = async (response: object) => {
    await tenant.inside((ctx) => askAfterReconnect(ctx, station.id));
    const { command } = await tenant.inside((ctx) => claimCommand(ctx, station));
    await tenant.inside((ctx) =>
      settleCommand(ctx, commandOf, command!.id, station.epoch, { kind: "answered", response: response as never }),
    );
  };
  await hear(0, "Started");
  goTo(3);
  await settleQuestion({ ongoingIndicator: true, messagesInQueue: false });
  await settleQuestion({ ongoingIndicator: false, messagesInQueue: true });
  expect(await theSession()).toMatchObject({ active: true });
  await settleQuestion({ ongoingIndicator: false, messagesInQueue: false });
  expect(await theSession()).toMatchObject({ active: false, endedAt: minute(0), closed: { by: systemActor.name } });
});

const begin = (n: number, transactionId: string, seqNo = 0) =>
  hear(n, "Started", { transactionInfo: { transactionId }, evse: { id: 1 }, seqNo });
const answerQuestion = async (outcome: Parameters<typeof settleCommand>[4]) => {
  const { command } = await tenant.inside((ctx) => claimCommand(ctx, station));
  await tenant.inside((ctx) => settleCommand(ctx, commandOf, command!.id, station.epoch, outcome));
  return command!;
};
const theGhost = async () => {
  const { items } = await tenant.inside((ctx) => listSessions(ctx, sessionList.parse({})));
  const { id } = items.find(({ transactionId }) => transactionId === "ghost")!;
  return tenant.inside((ctx) => getSession(ctx, id));
};

test("E14: two sessions at one EVSE: the first is asked about and, when the station knows no more of it, closed at its last word", async () => {
  await begin(0, "ghost");
  await begin(5, "next");
  goTo(6);
  expect(await theGhost()).toMatchObject({
    active: true,
    overtakenBy: { transactionId: "next", startedAt: minute(5) },
  });
  const asked = await answerQuestion({
    kind: "answered",
    response: { ongoingIndicator: false, messagesInQueue: false } as never,
  });
  expect(asked).toMatchObject({ action: "GetTransactionStatus", request: { transactionId: "ghost" } });
  expect(await theGhost()).toMatchObject({
    ...{ active: false, endedAt: minute(0), closed: { by: systemActor.name }, overtakenBy: null },
  });
});

test("E14: its end still queued is asked for again; a station that says both run leaves it in doubt, to be closed by hand", async () => {
  await begin(0, "ghost");
  await begin(5, "next");
  goTo(6);
  await answerQuestion({
    kind: "answered",
    response: { ongoingIndicator: false, messagesInQueue: true } as never,
  });
  expect(await theGhost()).toMatchObject({ active: true, questions: [{ status: "queued" }, { status: "answered" }] });
  goTo(8);
  await answerQuestion({ kind: "answered", response: { ongoingIndicator: true, messagesInQueue: false } as never });
  const ghost = await theGhost();
  expect(ghost).toMatchObject({ active: true, overtakenBy: { transactionId: "next" } });
  expect(ghost.questions).toMatchObject([{ status: "answered", ongoing: true }, { status: "answered" }]);
  expect(await tenant.inside((ctx) => closeSession(ctx, ghost.id))).toMatchObject({ active: false });
});

test("E14: a session that is spoken of after another began at its EVSE is in no doubt, and is not closed by hand", async () => {
  await begin(0, "ghost");
  await begin(5, "next");
  await hear(6, "Updated", { transactionInfo: { transactionId: "ghost" }, seqNo: 1 });
  const ghost = await theGhost();
  expect(ghost).toMatchObject({ active: true, overtakenBy: null });
  await expect(tenant.inside((ctx) => closeSession(ctx, ghost.id))).rejects.toMatchObject({ kind: "conflict" });
});

test("E06: the story of a session tells who asked it to stop, and that it was closed", async () => {
  await hear(0, "Started", { triggerReason: "CablePluggedIn" });
  await tenant.inside((ctx) =>
    ctx.db.insert(stationCommands).values({
      ...{ id: uuidv7({ msecs: ctx.now.getTime() }), stationId: station.id, action: "RequestStopTransaction" },
      ...{ request: { transactionId: "tx" }, requestedBy: { ...systemActor, name: "Kim" }, createdAt: minute(1) },
      ...{ deadlineAt: minute(9), status: "silent" as const },
    }),
  );
  goTo(30);
  const { id } = await close();
  const story = await tenant.inside((ctx) => sessionStory(ctx, id));
  expect(story).toMatchObject({
    isWhole: true,
    moments: [
      { kind: "plugged", at: minute(0) },
      { kind: "stopAsked", by: "Kim", outcome: "silent", at: minute(1) },
      { kind: "closed", by: systemActor.name, at: minute(30) },
    ],
  });
});

test("E06: another tenant cannot close a session here, nor hear its story", async () => {
  await hear(0, "Started");
  goTo(30);
  const { id } = await theSession();
  const other = await room.tenant();
  await expect(other.inside((ctx) => closeSession(ctx, id))).rejects.toMatchObject({ kind: "not-found" });
  await expect(other.inside((ctx) => sessionStory(ctx, id))).rejects.toMatchObject({ kind: "not-found" });
  expect(await tenant.inside((ctx) => getSession(ctx, id))).toMatchObject({ active: true });
});
