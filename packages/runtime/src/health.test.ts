import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { mayReadMetrics } from "./may-read-metrics";
import { createMetrics } from "./metrics";
import type { Readiness } from "./readiness";
import { serveHealth } from "./serve-health";

const metrics = createMetrics();
metrics.counter("frames_total", "Frames", ["direction"]).inc({ direction: "in" }, 3);

const ready = vi.fn((): Readiness | Promise<Readiness> => ({ database: true }));
let served: Awaited<ReturnType<typeof serveHealth>>;
beforeAll(async () => {
  const means = { service: "test", host: "127.0.0.1", ready, metrics, platformKey: "smk_key", readyWithinMs: 50 };
  served = await serveHealth(means);
});
afterAll(() => served.close());

const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${served.port}${path}`, init);

test("/healthz says that the process is alive, whatever it waits for", async () => {
  ready.mockReturnValue({ database: false });
  expect((await ask("/healthz")).status).toBe(200);
});

test.each<[string, () => Readiness | Promise<Readiness>, number, object]>([
  ["all is there", () => ({ database: true, bus: true }), 200, { ready: true, checks: { database: true, bus: true } }],
  ["one is missing", () => ({ database: true, bus: false }), 503, { ready: false, checks: { bus: false } }],
  ["asking fails", () => Promise.reject(new Error("refused")), 503, { ready: false }],
  ["asking hangs", () => new Promise(() => undefined), 503, { ready: false, checks: { inTime: false } }],
])("/readyz when %s", async (_, answer, status, body) => {
  ready.mockImplementation(answer);
  const response = await ask("/readyz?probe=1");
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject(body);
});

test("/metrics is the Prometheus text, for loopback", async () => {
  const response = await ask("/metrics");
  expect(response.headers.get("content-type")).toContain("text/plain");
  expect(await response.text()).toContain('frames_total{direction="in"} 3');
});

test("/metrics says what /readyz says, as it is now", async () => {
  ready.mockResolvedValue({ database: true, bus: false });
  const one = await (await ask("/metrics")).text();
  expect(one).toContain('stationmaster_check{check="database"} 1');
  expect(one).toContain('stationmaster_check{check="bus"} 0');
  expect(one).toContain("stationmaster_ready 0");
  expect(one).toMatch(/stationmaster_build_info\{service="test",version="\d[^"]*",node="v\d[^"]*"\} 1/);

  ready.mockReturnValue(new Promise(() => undefined));
  const other = await (await ask("/metrics")).text();
  expect(other).toContain('stationmaster_check{check="inTime"} 0');
  expect(other).not.toContain('check="bus"');
});

test("/metrics is not for who comes through a proxy, unless with the platform key", async () => {
  const from = { "x-forwarded-for": "203.0.113.9" };
  expect((await ask("/metrics", { headers: from })).status).toBe(403);
  expect((await ask("/metrics", { headers: { ...from, authorization: "Bearer smk_key" } })).status).toBe(200);
  expect((await ask("/metrics", { headers: { ...from, authorization: "Bearer smk_other" } })).status).toBe(403);
});

test("other paths and methods are refused", async () => {
  expect((await ask("/")).status).toBe(404);
  expect((await ask("/readyz", { method: "POST" })).status).toBe(405);
});

test.each([
  ["127.0.0.1", true],
  ["127.5.0.1", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["10.0.0.7", false],
  ["::ffff:10.0.0.7", false],
  ["2001:db8::1", false],
  [undefined, false],
])("metrics for %s without a key: %s", (remoteAddress, may) => {
  expect(mayReadMetrics({ remoteAddress, headers: {} }, "smk_key")).toBe(may);
});

test("a key that was never set lets nobody in", () => {
  const asker = { remoteAddress: "10.0.0.7", headers: { authorization: "Bearer undefined" } };
  expect(mayReadMetrics(asker, undefined)).toBe(false);
  expect(mayReadMetrics({ ...asker, headers: { authorization: "Bearer " } }, "")).toBe(false);
});

test("asking for a metric twice gives the same one; as another kind it is refused", () => {
  expect(metrics.counter("frames_total", "Frames", ["direction"])).toBe(
    metrics.counter("frames_total", "Frames", ["direction"]),
  );
  expect(() => metrics.gauge("frames_total", "Frames")).toThrow(/registered already/);
});
