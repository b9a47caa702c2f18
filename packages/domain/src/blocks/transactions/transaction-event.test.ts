import { randomUUID } from "node:crypto";
import {
  connect,
  idTokens,
  type Sql,
  stationCommands,
  stations,
  tenants,
  withTenant,
  withTenants,
} from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { aDatabase } from "@stationmaster/testing";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { inTenant, systemActor } from "../../kernel";
import { getTransaction, listTransactionEvents, listTransactions, transactionEvent } from ".";

type Event = Req<"TransactionEvent">;

const { url } = await aDatabase();
const owner = connect(url, { role: "owner", max: 2 });
const app = connect(url, { role: "app", max: 4 });
const ingest = connect(url, { role: "ingest", max: 4 });
const outlets = { db: app.db, announce: () => {} };

async function aStation(tenantId: string): Promise<{ tenantId: string; stationId: string }> {
  const stationId = randomUUID();
  await withTenant(app.db, tenantId, (tx) =>
    tx.insert(stations).values({ id: stationId, identity: `ST-${stationId.slice(0, 8)}` }),
  );
  return { tenantId, stationId };
}

async function aTenant(): Promise<string> {
  const id = randomUUID();
  await owner.db
    .insert(tenants)
    .values({ id, slug: `t-${id.slice(0, 8)}`, name: "T", currency: "EUR", timeZone: "Europe/Berlin", country: "DE" });
  return id;
}

type Station = Awaited<ReturnType<typeof aStation>>;

const send = (sql: Sql, arrivals: { station: Station; request: Event; receivedAt?: Date }[]) =>
  withTenants(
    sql,
    arrivals.map(({ station }) => station.tenantId),
    (tx) =>
      transactionEvent.handleMany(
        tx,
        arrivals.map(({ station, request, receivedAt = new Date() }, n) => ({ n, ...station, receivedAt, request })),
      ),
  );

const one = async (station: Station, request: Event) => (await send(ingest.sql, [{ station, request }]))[0]!.response;

const at = (second: number) => new Date(Date.UTC(2026, 5, 1, 12, 0, second)).toISOString();
const register = (wh: number, second: number): Event["meterValue"] => [
  { timestamp: at(second), sampledValue: [{ value: wh, measurand: "Energy.Active.Import.Register" }] },
];
const event = (seqNo: number, eventType: Event["eventType"], more: Partial<Event> = {}): Event => ({
  eventType,
  seqNo,
  timestamp: at(seqNo * 10),
  triggerReason: "MeterValuePeriodic",
  transactionInfo: { transactionId: "tx-1" },
  meterValue: register(1000 + seqNo * 100, seqNo * 10) as NonNullable<Event["meterValue"]>,
  ...more,
});

const sessionsOf = ({ tenantId, stationId }: Station) =>
  inTenant(outlets, tenantId, systemActor, (ctx) => listTransactions(ctx, { stationId }, { limit: 50 }));
const ledgerOf = ({ tenantId }: Station, id: string) =>
  inTenant(outlets, tenantId, systemActor, (ctx) => listTransactionEvents(ctx, id, { limit: 500 }));
const questionsOf = ({ tenantId, stationId }: Station) =>
  withTenant(app.db, tenantId, async (tx) =>
    (await tx.select().from(stationCommands)).filter((row) => row.stationId === stationId),
  );

let tenantId: string;
beforeAll(async () => {
  tenantId = await aTenant();
});

describe("TransactionEvent", () => {
  test("E02: a session from Started to Ended has its energy from the register, its state and its reason", async () => {
    const station = await aStation(tenantId);
    await one(
      station,
      event(0, "Started", {
        evse: { id: 1, connectorId: 1 },
        transactionInfo: { transactionId: "tx-1", chargingState: "EVConnected" },
      }),
    );
    await one(station, event(1, "Updated", { transactionInfo: { transactionId: "tx-1", chargingState: "Charging" } }));
    await one(
      station,
      event(2, "Ended", {
        transactionInfo: { transactionId: "tx-1", chargingState: "Idle", stoppedReason: "EVDisconnected" },
      }),
    );
    const [session] = await sessionsOf(station);
    expect(session).toMatchObject({
      evseId: 1,
      connectorId: 1,
      isActive: false,
      energyWh: 200,
      chargingState: "Idle",
      stoppedReason: "EVDisconnected",
      gaps: [],
    });
    expect(session!.startedAt.toISOString()).toBe(at(0));
    expect(session!.endedAt!.toISOString()).toBe(at(20));
  });

  test("E01: idTokenInfo comes if and only if the event carries an idToken, with the group", async () => {
    const station = await aStation(tenantId);
    await withTenant(app.db, tenantId, (tx) =>
      tx.insert(idTokens).values([
        { idToken: "Good-1", type: "ISO14443", status: "Accepted", groupIdToken: "FLEET" },
        { idToken: "BAD1", type: "ISO14443", status: "Blocked" },
        { idToken: "OLD1", type: "ISO14443", status: "Accepted", expiresAt: new Date("2020-01-01") },
      ]),
    );
    const withToken = (idToken: string) =>
      event(0, "Started", {
        idToken: { idToken, type: "ISO14443" },
        transactionInfo: { transactionId: `of-${idToken}` },
      });
    expect(await one(station, withToken("gOOD-1"))).toEqual({
      idTokenInfo: { status: "Accepted", groupIdToken: { idToken: "FLEET", type: "Central" } },
    });
    expect((await one(station, withToken("BAD1"))).idTokenInfo?.status).toBe("Blocked");
    expect((await one(station, withToken("OLD1"))).idTokenInfo?.status).toBe("Expired");
    expect((await one(station, withToken("NEVER"))).idTokenInfo?.status).toBe("Unknown");
    expect(await one(station, event(1, "Updated"))).toEqual({});
  });

  test("C01: whose session began first keeps the token's place, and who stops takes none", async () => {
    const [first, second] = [await aStation(tenantId), await aStation(tenantId)];
    await withTenant(app.db, tenantId, (tx) =>
      tx.insert(idTokens).values({
        ...{ idToken: "ONE", type: "ISO14443", status: "Accepted", maxConcurrentTransactions: 1 },
        ...{ language: "en", personalMessage: "Welcome" },
      }),
    );
    const idToken = { idToken: "ONE", type: "ISO14443" as const };
    const statusOf = async (station: Station, request: Event) =>
      (await one(station, { ...request, idToken })).idTokenInfo?.status;
    expect(await one(first, { ...event(0, "Started"), idToken })).toMatchObject({
      idTokenInfo: { status: "Accepted", personalMessage: { format: "UTF8", language: "en", content: "Welcome" } },
    });
    expect(await statusOf(second, event(0, "Started"))).toBe("ConcurrentTx");
    expect(await statusOf(first, event(1, "Updated", { triggerReason: "Authorized" }))).toBe("Accepted");
    expect(await statusOf(second, event(1, "Updated", { triggerReason: "Authorized" }))).toBe("ConcurrentTx");
    expect(await statusOf(second, event(2, "Updated", { triggerReason: "StopAuthorized" }))).toBe("Accepted");
    expect(await statusOf(first, event(2, "Ended", { triggerReason: "StopAuthorized" }))).toBe("Accepted");
    expect(await statusOf(second, event(3, "Updated", { triggerReason: "Authorized" }))).toBe("Accepted");
  });

  test("C01: of two that begin with a card for one at the same moment, one is told so", async () => {
    const both = [await aStation(tenantId), await aStation(tenantId)];
    await withTenant(app.db, tenantId, (tx) =>
      tx
        .insert(idTokens)
        .values({ idToken: "PAIR", type: "ISO14443", status: "Accepted", maxConcurrentTransactions: 1 }),
    );
    const request = event(0, "Started", { idToken: { idToken: "PAIR", type: "ISO14443" } });
    const replies = await send(
      ingest.sql,
      both.map((station) => ({ station, request })),
    );
    expect(replies.map(({ response }) => response.idTokenInfo?.status).toSorted()).toEqual([
      "Accepted",
      "ConcurrentTx",
    ]);
  });

  test("C02: a start button carries nobody's token and is accepted", async () => {
    const station = await aStation(tenantId);
    const response = await one(station, event(0, "Started", { idToken: { idToken: "", type: "NoAuthorization" } }));
    expect(response).toEqual({ idTokenInfo: { status: "Accepted" } });
  });

  test("E13: a resend is answered again and stored once", async () => {
    const station = await aStation(tenantId);
    const started = event(0, "Started", { idToken: { idToken: "NEVER", type: "ISO14443" } });
    const first = await one(station, started);
    expect(await one(station, started)).toEqual(first);
    const [session] = await sessionsOf(station);
    expect(await ledgerOf(station, session!.id)).toMatchObject([{ seqNo: 0, resends: 1 }]);
    expect(session).toMatchObject({ conflicts: 0, energyWh: 0 });
  });

  test("E11: the same seqNo with other content is kept and marked", async () => {
    const station = await aStation(tenantId);
    await one(station, event(0, "Started"));
    await one(station, event(0, "Updated", { timestamp: at(30) }));
    await one(station, event(0, "Ended", { timestamp: at(60) }));
    const [session] = await sessionsOf(station);
    expect(session).toMatchObject({ conflicts: 2, hasGap: false, isActive: false });
    expect((await ledgerOf(station, session!.id)).map(({ isConflict }) => isConflict)).toEqual([false, true, true]);
  });

  test("E14: an Ended that leaves a gap asks once, five seconds later; the late event closes gap and question", async () => {
    const station = await aStation(tenantId);
    await one(station, event(0, "Started"));
    await one(station, event(3, "Ended"));
    const [open] = await sessionsOf(station);
    expect(open).toMatchObject({ hasGap: true, gaps: [{ from: 1, to: 2 }] });
    const [question, ...others] = await questionsOf(station);
    expect(others).toEqual([]);
    expect(question).toMatchObject({
      action: "GetTransactionStatus",
      request: { transactionId: "tx-1" },
      status: "queued",
    });
    expect(question!.notBefore!.getTime() - question!.createdAt.getTime()).toBe(5000);
    await one(station, event(1, "Updated"));
    expect(await questionsOf(station)).toHaveLength(1);
    await one(station, event(2, "Updated"));
    const [closed] = await sessionsOf(station);
    expect(closed).toMatchObject({ hasGap: false, gaps: [], energyWh: 300 });
    expect(await questionsOf(station)).toMatchObject([{ status: "cancelled" }]);
  });

  const named = (name: string, seqNo: number, type: Event["eventType"], second: number, evseId?: number) =>
    event(seqNo, type, {
      ...{ transactionInfo: { transactionId: name }, timestamp: at(second) },
      ...(evseId ? { evse: { id: evseId } } : {}),
    });

  test("E14, E01.FR.14: a session begun where another never ended asks about that one, once, and about no other", async () => {
    const station = await aStation(tenantId);
    await one(station, named("elsewhere", 0, "Started", 0, 2));
    await one(station, named("ghost", 0, "Started", 0, 1));
    await one(station, named("ghost", 1, "Updated", 10, 1));
    expect(await questionsOf(station)).toEqual([]);
    await one(station, named("next", 0, "Started", 60, 1));
    await one(station, named("next", 1, "Updated", 70, 1));
    expect(await questionsOf(station)).toMatchObject([{ request: { transactionId: "ghost" }, status: "queued" }]);
  });

  test("E14: the EVSE of a session that began with the parking bay tells it too; one that has ended is not asked about", async () => {
    const station = await aStation(tenantId);
    await one(station, named("done", 0, "Started", 0, 1));
    await one(station, named("done", 1, "Ended", 10));
    await one(station, named("ghost", 0, "Started", 20, 1));
    await one(station, named("bay", 0, "Started", 60));
    expect(await questionsOf(station)).toEqual([]);
    await one(station, named("bay", 1, "Updated", 70, 1));
    expect(await questionsOf(station)).toMatchObject([{ request: { transactionId: "ghost" } }]);
  });

  test("E14: what a queue tells late of a session before asks about neither; what was asked is withdrawn by the end", async () => {
    const station = await aStation(tenantId);
    await one(station, named("second", 0, "Started", 60, 1));
    await one(station, named("second", 1, "Updated", 70, 1));
    await one(station, named("first", 0, "Started", 0, 1));
    expect(await questionsOf(station)).toEqual([]);
    await one(station, named("second", 2, "Updated", 80, 1));
    await one(station, named("first", 1, "Ended", 50, 1));
    await one(station, named("third", 0, "Started", 90, 1));
    expect(await questionsOf(station)).toMatchObject([{ request: { transactionId: "second" }, status: "queued" }]);
    await one(station, named("second", 3, "Ended", 85, 1));
    expect(await questionsOf(station)).toMatchObject([{ status: "cancelled" }]);
  });

  test("E12: a lost Started is a gap; when it comes late it belongs to the session it began", async () => {
    const station = await aStation(tenantId);
    await one(station, event(1, "Updated", { offline: true }));
    await one(station, event(2, "Ended", { offline: true }));
    expect((await sessionsOf(station))[0]).toMatchObject({
      hasStarted: false,
      hasGap: true,
      gaps: [{ from: 0, to: 0 }],
    });
    await one(station, event(0, "Started", { offline: true }));
    const [session, ...others] = await sessionsOf(station);
    expect(others).toEqual([]);
    expect(session).toMatchObject({ hasStarted: true, hasGap: false, isActive: false, energyWh: 200 });
    expect(session!.startedAt.toISOString()).toBe(at(0));
  });

  test("E01: a Started later than the end of its namesake begins a new session", async () => {
    const station = await aStation(tenantId);
    await one(station, event(0, "Started"));
    await one(station, event(1, "Ended"));
    await one(station, event(0, "Started", { timestamp: at(100) }));
    await one(station, event(1, "Ended", { timestamp: at(110) }));
    await one(station, event(1, "Ended", { timestamp: at(10) }));
    const sessions = await sessionsOf(station);
    expect(sessions).toHaveLength(2);
    expect(sessions.map(({ isActive, hasGap }) => ({ isActive, hasGap }))).toEqual([
      { isActive: false, hasGap: false },
      { isActive: false, hasGap: false },
    ]);
    expect(await ledgerOf(station, sessions[1]!.id)).toMatchObject([{ seqNo: 0 }, { seqNo: 1, resends: 1 }]);
  });

  test("E06: a register that runs backwards is never a negative charge", async () => {
    const station = await aStation(tenantId);
    const wh = [5000, 5400, 0, 250, 700];
    for (const [seqNo, value] of wh.entries()) {
      const type = seqNo === 0 ? "Started" : seqNo === wh.length - 1 ? "Ended" : "Updated";
      await one(
        station,
        event(seqNo, type, { meterValue: register(value, seqNo * 10) as NonNullable<Event["meterValue"]> }),
      );
    }
    expect((await sessionsOf(station))[0]).toMatchObject({ energyWh: 1100, registerFell: true });
  });

  test("E06: an Ended that carries all of the session's samples does not count them twice", async () => {
    const station = await aStation(tenantId);
    const samples = [0, 1, 2].flatMap((seqNo) => register(1000 + seqNo * 100, seqNo * 10)!);
    await one(station, event(0, "Started"));
    await one(station, event(1, "Updated"));
    await one(station, event(2, "Ended", { meterValue: samples as NonNullable<Event["meterValue"]> }));
    expect((await sessionsOf(station))[0]).toMatchObject({ energyWh: 200, registerFell: false });
  });

  test("E12: events of one moment and one seqNo that differ are both kept", async () => {
    const station = await aStation(tenantId);
    await one(station, event(0, "Started"));
    await one(station, event(0, "Updated", { triggerReason: "Authorized" }));
    await one(station, event(0, "Updated", { triggerReason: "ChargingStateChanged" }));
    const [session] = await sessionsOf(station);
    expect(await ledgerOf(station, session!.id)).toHaveLength(3);
  });

  test("J02: kWh, multipliers and the sum of phases are one register", async () => {
    const station = await aStation(tenantId);
    const sample = (value: number, more: object) =>
      [{ timestamp: at(0), sampledValue: [{ value, ...more }] }] as NonNullable<Event["meterValue"]>;
    await one(station, event(0, "Started", { meterValue: sample(12.5, { unitOfMeasure: { unit: "kWh" } }) }));
    await one(
      station,
      event(1, "Ended", { meterValue: sample(1.35, { unitOfMeasure: { unit: "Wh", multiplier: 4 } }) }),
    );
    expect((await sessionsOf(station))[0]).toMatchObject({ energyWh: 1000 });
  });

  test("E01: an EVSE nobody announced is there all the same", async () => {
    const station = await aStation(tenantId);
    await one(station, event(0, "Started", { evse: { id: 7 } }));
    const rows = await owner.sql`select evse_id, origin from evses where station_id = ${station.stationId}`;
    expect(rows).toEqual([{ evse_id: 7, origin: "observed" }]);
  });

  test("E04: twins in one flush keep to themselves: another tenant cannot be read or written", async () => {
    const [a, b] = [tenantId, await aTenant()];
    const twins = [await aStation(a), await aStation(b)] as const;
    await withTenant(app.db, a, (tx) =>
      tx.insert(idTokens).values({ idToken: "TWIN", type: "ISO14443", status: "Accepted" }),
    );
    await withTenant(app.db, b, (tx) =>
      tx.insert(idTokens).values({ idToken: "TWIN", type: "ISO14443", status: "Blocked" }),
    );
    const request = event(0, "Started", { idToken: { idToken: "TWIN", type: "ISO14443" }, evse: { id: 1 } });
    const replies = await send(ingest.sql, [
      { station: twins[0], request },
      { station: twins[1], request },
    ]);
    expect(replies.map(({ response }) => response.idTokenInfo?.status)).toEqual(["Accepted", "Blocked"]);
    expect(await sessionsOf(twins[0])).toHaveLength(1);
    const [ofB] = await sessionsOf(twins[1]);
    await expect(inTenant(outlets, a, systemActor, (ctx) => getTransaction(ctx, ofB!.id))).rejects.toThrow(
      "There is no session",
    );
    await expect(
      send(ingest.sql, [{ station: { tenantId: a, stationId: twins[1].stationId }, request }]),
    ).rejects.toMatchObject({ code: "23503" });
    await expect(
      withTenants(ingest.sql, [a], (tx) =>
        transactionEvent.handleMany(tx, [{ n: 0, ...twins[1], receivedAt: new Date(), request }]),
      ),
    ).rejects.toMatchObject({ code: "42501" });
  });

  test("E12: whatever the order, and however often each is sent, the session is the same", async () => {
    const wh = [0, 150, 300, 900, 1000, 1700];
    const inOrder = wh.map((value, seqNo) =>
      event(seqNo, seqNo === 0 ? "Started" : seqNo === wh.length - 1 ? "Ended" : "Updated", {
        meterValue: register(value, seqNo * 10) as NonNullable<Event["meterValue"]>,
        transactionInfo: { transactionId: "tx-1", chargingState: seqNo < 3 ? "Charging" : "SuspendedEV" },
      }),
    );
    const anyOrder = fc.shuffledSubarray([...inOrder, ...inOrder, ...inOrder], { minLength: inOrder.length * 3 });
    await fc.assert(
      fc.asyncProperty(anyOrder, async (events) => {
        const station = await aStation(tenantId);
        for (const request of events) await one(station, request);
        const [session, ...others] = await sessionsOf(station);
        expect(others).toEqual([]);
        expect(session).toMatchObject({
          energyWh: 1700,
          hasGap: false,
          conflicts: 0,
          isActive: false,
          chargingState: "SuspendedEV",
          registerFell: false,
        });
        expect((await ledgerOf(station, session!.id)).map(({ seqNo, resends }) => [seqNo, resends])).toEqual(
          wh.map((_, seqNo) => [seqNo, 2]),
        );
      }),
      { numRuns: 15 },
    );
  });
});
