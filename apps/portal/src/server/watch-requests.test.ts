import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { logScope, metrics } from "@stationmaster/runtime";
import { afterAll, beforeAll, expect, test } from "vitest";
import { watchRequests } from "./watch-requests";

const server = createServer(async (_, response) => {
  await setImmediate();
  response.end(JSON.stringify(logScope()));
});
beforeAll(async () => {
  watchRequests();
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => server.close());

async function ask(path: string, headers: Record<string, string> = {}) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
  return { id: response.headers.get("x-request-id"), scope: await response.json() };
}

test("a page's answer carries the name that its log lines carry, each its own on one connection", async () => {
  const [one, other] = [await ask("/stations"), await ask("/stations")];
  expect(one.scope).toEqual({ requestId: one.id });
  expect(other.scope).toEqual({ requestId: other.id });
  expect(one.id).not.toBe(other.id);
});

test("a proxy's name and trace are kept; the HTTP API names its answers itself", async () => {
  const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  expect(await ask("/api/v1/stations", { "x-request-id": "ticket-4711", traceparent })).toEqual({
    id: null,
    scope: { requestId: "ticket-4711", traceId: "4bf92f3577b34da6a3ce929d0e0e4736" },
  });
});

test("requests are timed by what they ask for, never by what they name", async () => {
  await ask("/stations/SIM-0001");
  await ask("/anything/SIM-0001");
  await ask("/stations/SIM-0001");
  const text = await metrics.text();
  expect(text).toContain('stationmaster_http_seconds_count{part="/stations/*",status="2xx"}');
  expect(text).toContain('stationmaster_http_seconds_count{part="other",status="2xx"} 1');
  expect(text).not.toContain("SIM-0001");
});
