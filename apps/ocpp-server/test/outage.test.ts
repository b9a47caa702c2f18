import { and, eq, stations, transactionEvents, transactions } from "@stationmaster/db";
import { aDatabase, aServer, aTenant, type TestStation } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { aLine } from "./a-line";
import { basic, handshake, type RawStation, rawStation, statusNotification } from "./raw-station";

const { url } = await aDatabase();
const line = await aLine(url);
const server = await aServer({ databaseUrl: line.url, limits: { giveUpMs: 1_500, handshakeWithinMs: 2_000 } });
// The tests look at the database directly, past the line that is cut.
const { tenant } = await aTenant({ server: { ...server, databaseUrl: url } });

async function aBootedStation() {
  const station = await tenant.withStation();
  const socket = await rawStation(station);
  await socket.boot();
  return { station, socket };
}

const event = (transactionId: string, seqNo: number) => ({
  eventType: seqNo === 0 ? "Started" : "Updated",
  timestamp: new Date().toISOString(),
  triggerReason: "CablePluggedIn",
  seqNo,
  transactionInfo: { transactionId },
});
const storedOf = (station: TestStation, ocppId: string) =>
  tenant.inside(async (ctx) => {
    const rows = await ctx.db
      .select({ seqNo: transactionEvents.seqNo })
      .from(transactionEvents)
      .innerJoin(transactions, eq(transactions.id, transactionEvents.transactionId))
      .where(and(eq(transactions.stationId, station.id), eq(transactions.ocppId, ocppId)))
      .orderBy(transactionEvents.seqNo);
    return rows.map(({ seqNo }) => seqNo);
  });
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

test("when the database goes away for a moment, nobody hears a CALLERROR and nothing is lost or twice", async () => {
  const all = await Promise.all(numbers(8).map(aBootedStation));
  const charging = all.map(async ({ socket, station }, index) => {
    for (let seqNo = 0; seqNo < 25; seqNo++) {
      expect((await socket.call("TransactionEvent", event(`t${index}`, seqNo)))[0]).toBe(3);
      if (seqNo === 5 && index === 0) line.cut();
      if (seqNo === 5 && index === 0) setTimeout(line.mend, 400);
      if (seqNo === 15 && index === 1) line.drop();
    }
    return storedOf(station, `t${index}`);
  });
  for (const stored of await Promise.all(charging)) expect(stored).toEqual(numbers(25));
}, 60_000);

test("a message of one transaction survives it as well", async () => {
  const { socket } = await aBootedStation();
  line.cut();
  setTimeout(line.mend, 300);
  expect((await socket.boot("Watchdog"))[2]).toMatchObject({ status: "Accepted" });
});

test("a heartbeat needs no database", async () => {
  const { socket } = await aBootedStation();
  line.cut();
  expect((await socket.call("Heartbeat", {}))[0]).toBe(3);
  line.mend();
});

test.each(["cut", "hang"] as const)(
  "when the line to the database is %s for long, sockets are closed, stations come back, and nothing valid is lost",
  async (how) => {
    const { socket, station } = await aBootedStation();
    line[how]();
    const unanswered = event("long", 0);
    socket.sendFrame(2, "u1", "TransactionEvent", unanswered);
    socket.sendFrame(2, "u2", "StatusNotification", statusNotification());
    expect(await socket.closed).toEqual({ code: 1013, reason: "messages cannot be stored now; try again later" });
    expect(socket.frames).toEqual([]);
    if (how === "cut") {
      const refused = await handshake(server.port, new URL(station.url).pathname, {
        authorization: basic(station.identity, station.password),
      });
      expect(refused).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
      expect((await fetch(`http://127.0.0.1:${server.port}/readyz`)).status).toBe(503);
    }
    line.mend();
    let next: RawStation | undefined;
    const reconnect = async () => {
      next ??= await rawStation(station).catch(() => undefined);
      return next !== undefined;
    };
    await expect.poll(reconnect, { timeout: 30_000, interval: 300 }).toBe(true);
    expect(await next!.call("TransactionEvent", unanswered, "u1")).toMatchObject([3, "u1", {}]);
    expect(await storedOf(station, "long")).toEqual([0]);
  },
  60_000,
);

test("a station that another node took for lost while the database was away is online again", async () => {
  const { station, socket } = await aBootedStation();
  await server.settle();
  await tenant.inside((ctx) =>
    ctx.db
      .update(stations)
      .set({ isOnline: false, disconnectedAt: new Date(Date.now() - 60_000) })
      .where(eq(stations.id, station.id)),
  );
  await socket.call("Heartbeat", {});
  await server.settle();
  const [row] = await tenant.inside((ctx) => ctx.db.select().from(stations).where(eq(stations.id, station.id)));
  expect(row).toMatchObject({ isOnline: true });
});
