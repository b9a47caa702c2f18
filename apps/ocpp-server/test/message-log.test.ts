import { randomUUID } from "node:crypto";
import { eq, ocppMessages } from "@stationmaster/db";
import type { Exchange } from "@stationmaster/domain";
import { createLogger, createMetrics } from "@stationmaster/runtime";
import { aRoom } from "@stationmaster/testing";
import { afterAll, expect, test } from "vitest";
import { defaultLimits } from "../src/limits";
import { messageLog } from "../src/message-log";
import { serverMetrics } from "../src/server-metrics";

const room = await aRoom();
const tenant = await room.tenant();
const registry = createMetrics();

function aLog(limits: Partial<typeof defaultLimits> = {}, ingest = room.ingest.sql) {
  const written: Exchange[] = [];
  const log = messageLog({
    ingest,
    // Nothing by itself: the tests say when.
    limits: { ...defaultLimits, logEveryMs: 3_600_000, ...limits },
    metrics: serverMetrics(registry),
    log: createLogger({ name: "test", level: "silent" }),
    written: (exchange) => written.push(exchange),
    observed: () => undefined,
  });
  afterAll(() => log.close());
  return { ...log, written };
}

const exchange = (stationId: string, n: number, rest: Partial<Exchange> = {}): Exchange => ({
  tenantId: tenant.id,
  stationId,
  id: randomUUID(),
  at: new Date(),
  direction: "in",
  outcome: "answered",
  action: "Heartbeat",
  messageId: String(n),
  ...rest,
});
const storedOf = (stationId: string) =>
  tenant.inside(async (ctx) => {
    const rows = await ctx.db.select().from(ocppMessages).where(eq(ocppMessages.stationId, stationId));
    return rows.map(({ messageId }) => Number(messageId)).sort((a, b) => a - b);
  });
const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, n) => n + from);

test("rows are written together, and told of once they can be read", async () => {
  const { add, flush, written } = aLog();
  const stationId = randomUUID();
  for (const n of numbers(2_500)) add(exchange(stationId, n), 10);
  expect(written).toEqual([]);
  await flush();
  expect(await storedOf(stationId)).toEqual(numbers(2_500));
  expect(written).toHaveLength(2_500);
});

test("a row the table refuses takes no other with it", async () => {
  const { add, flush } = aLog();
  const stationId = randomUUID();
  for (const n of numbers(50)) add(exchange(stationId, n, n === 23 ? { errorDescription: "\u0000" } : {}), 10);
  await flush();
  expect(await storedOf(stationId)).toEqual(numbers(50).filter((n) => n !== 23));
});

test("while the database is away the newest rows are kept, and the count of the others", async () => {
  // Nobody listens there.
  const away = Object.assign(() => undefined, {
    begin: () => Promise.reject(Object.assign(new Error("no"), { code: "ECONNREFUSED" })),
  });
  const { add, flush, written } = aLog({ logRows: 100 }, away as never);
  const stationId = randomUUID();
  const before = await dropped();
  for (const n of numbers(1_000)) {
    add(exchange(stationId, n), 10);
    if (n % 50 === 0) await flush();
  }
  expect(written).toEqual([]);
  expect((await dropped()) - before).toBeGreaterThanOrEqual(900);
});

test("it is bounded by bytes as well", async () => {
  const { add, flush } = aLog({ logBytes: 10_000 });
  const stationId = randomUUID();
  for (const n of numbers(40)) add(exchange(stationId, n), 1_000);
  await flush();
  const stored = await storedOf(stationId);
  expect(stored.length).toBeLessThanOrEqual(10);
  expect(stored.at(-1)).toBe(39);
});

async function dropped(): Promise<number> {
  return Number(/^stationmaster_ocpp_log_dropped_rows_total (\d+)/m.exec(await registry.text())?.[1]);
}
