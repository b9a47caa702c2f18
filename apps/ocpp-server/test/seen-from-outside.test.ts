import { aServer, aTenant } from "@stationmaster/testing";
import { expect, test, vi } from "vitest";
import { rawStation, statusNotification } from "./raw-station";

const logged: Record<string, unknown>[] = [];
const server = await aServer({
  // Whatever takes any time at all is slow here.
  limits: { slowAnswerMs: 0 },
  onLogLine: (line) => logged.push(JSON.parse(line)),
});
const { tenant } = await aTenant({ server });

const told = async (pattern: RegExp) => Number(pattern.exec(await server.metrics.text())?.[1] ?? 0);
const closes = (why: string) => told(new RegExp(`stationmaster_ocpp_closes_total\\{why="${why}"\\} (\\d+)`));

test("who waited long is named in the log, with what it said; the metrics name nobody", async () => {
  const station = await tenant.withStation();
  const socket = await rawStation(station);
  await socket.boot();
  await socket.call("StatusNotification", statusNotification(), "slow-one");
  const line = { service: "test", level: "warn", tenantId: tenant.id, stationId: station.id, ms: expect.any(Number) };
  await vi.waitFor(() =>
    expect(logged).toContainEqual(
      expect.objectContaining({ ...line, msg: "a slow answer", action: "StatusNotification", messageId: "slow-one" }),
    ),
  );
  expect(logged).toContainEqual(
    expect.objectContaining({ msg: "a slow flush", action: "StatusNotification", events: 1 }),
  );
  const text = await server.metrics.text();
  for (const name of [tenant.id, tenant.slug, station.id, station.identity]) expect(text).not.toContain(name);
});

test("a connection's end is counted once, by why: left, lost, or ours", async () => {
  const leaving = await rawStation(await tenant.withStation());
  leaving.socket.close(1000);
  await vi.waitFor(async () => expect(await closes("left")).toBe(1));

  const losing = await rawStation(await tenant.withStation());
  losing.socket.terminate();
  await vi.waitFor(async () => expect(await closes("lost")).toBe(1));

  const station = await tenant.withStation();
  const older = await rawStation(station);
  await rawStation(station);
  await older.closed;
  await vi.waitFor(async () => expect(await closes("replaced")).toBe(1));
  expect(await closes("left")).toBe(1);
  expect(await closes("lost")).toBe(1);
});

test("a handshake is timed by how it was answered", async () => {
  const station = await tenant.withStation();
  await expect(rawStation({ ...station, password: "not-the-password" })).rejects.toThrow(/401/);
  expect(await told(/stationmaster_ocpp_handshake_seconds_count\{status="401"\} (\d+)/)).toBe(1);
  expect(await told(/stationmaster_ocpp_handshake_seconds_count\{status="101"\} (\d+)/)).toBeGreaterThan(0);
});
