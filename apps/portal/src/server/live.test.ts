import { aServer } from "@stationmaster/testing";
import { expect, test, vi } from "vitest";
import { aLiveStation } from "./test/a-live-station";
import { aPortal, type PortalTenant } from "./test/a-portal";

const server = await aServer();
const portal = await aPortal({
  databaseUrl: server.databaseUrl,
  env: { PUBLIC_OCPP_URL: server.url.replace(/\/ocpp$/, "") },
});

test("F01, E02, F03: a session is started, seen and stopped by the API", async () => {
  const tenant = await portal.tenant();
  const station = await aLiveStation(tenant, "LIVE/1".replace("/", "-"));
  await server.settle();
  expect(await tenant.api("GET", "/stations/LIVE-1")).toMatchObject({
    body: {
      isOnline: true,
      vendor: "Ampère",
      model: "M1",
      registrationStatus: "Accepted",
      evses: [{ id: 1, connectors: [{ id: 1, type: "cType2", status: "Available" }] }],
    },
  });
  await tenant.api("PUT", "/id-tokens/CARD-1", { type: "ISO14443", status: "Accepted" });

  await station.plugIn(1);
  const started = await tenant.api("POST", "/stations/LIVE-1/remote-start?wait=10", { evseId: 1, idToken: "card-1" });
  expect(started).toMatchObject({ status: 200, body: { status: "answered", response: { status: "Accepted" } } });
  const session = await vi.waitFor(async () => {
    const { items } = (await tenant.api("GET", "/transactions?active=true")).body as {
      items: { id: string; transactionId: string }[];
    };
    expect(items).toHaveLength(1);
    return items[0]!;
  });
  const { id } = started.body as { id: string };
  await vi.waitFor(async () =>
    expect(await tenant.api("GET", `/stations/LIVE-1/commands/${id}`)).toMatchObject({
      body: { transactionId: session.transactionId },
    }),
  );

  const stopped = await tenant.api("POST", `/transactions/${session.id}/remote-stop?wait=10`);
  expect(stopped).toMatchObject({ status: 200, body: { status: "answered", response: { status: "Accepted" } } });
  await vi.waitFor(async () =>
    expect(await tenant.api("GET", `/transactions/${session.id}`)).toMatchObject({
      body: { active: false, stoppedReason: "Remote", missingSeqNos: [] },
    }),
  );
  expect(station.violations).toEqual([]);
});

test("waiting ends when the station has answered, long before the time is up", async () => {
  const tenant = await portal.tenant();
  await aLiveStation(tenant, "LIVE-2");
  const begun = performance.now();
  const answer = await tenant.api("POST", "/stations/LIVE-2/commands/GetLocalListVersion?wait=60");
  expect(answer).toMatchObject({
    status: 200,
    body: { status: "answered", response: { versionNumber: expect.any(Number) } },
  });
  expect(performance.now() - begun).toBeLessThan(15_000);
});

test("a station that is taken away, or Rejected, hears of it at once", async () => {
  const tenant = await portal.tenant();
  const station = await aLiveStation(tenant, "LIVE-3");
  expect(await tenant.api("DELETE", "/stations/LIVE-3")).toMatchObject({ status: 204 });
  await vi.waitFor(() => expect(station.isConnected).toBe(false));
});

test("a plugged cable is told to the browsers of that tenant within a second, and to no others", async () => {
  const tenant = await portal.tenant();
  const stranger = await portal.tenant();
  const station = await aLiveStation(tenant, "LIVE-4");
  const { id } = await tenant.operator.stations.get({ identity: "LIVE-4" });
  const [mine, theirs] = [new AbortController(), new AbortController()];
  const heard: { kind: string; stationId?: string | undefined }[] = [];
  const heardByStranger: unknown[] = [];
  const watch = async (watcher: PortalTenant, signal: AbortSignal, onChange: (change: never) => void) => {
    const user = { id: watcher.id, name: "Olga", email: "olga@x.example" };
    const batches = await portal.callerOf({ kind: "operator", user, tenantId: watcher.id }, signal).live.changes();
    for await (const { changes } of batches) for (const change of changes) onChange(change as never);
  };
  const watching = [
    watch(tenant, mine.signal, (change) => heard.push(change)),
    watch(stranger, theirs.signal, (change) => heardByStranger.push(change)),
  ];
  // The OCPP server must have heard that somebody looks before it tells anything.
  await vi.waitFor(async () => {
    await tenant.api("PATCH", "/stations/LIVE-4", { itemsPerMessage: { GetVariables: 2 } });
    expect(heard.some(({ kind }) => kind === "station")).toBe(true);
  });
  heard.length = 0;
  const begun = performance.now();
  await station.plugIn(1);
  await vi.waitFor(
    () => expect(heard.some((change) => change.kind === "connector" || change.stationId === id)).toBe(true),
    { interval: 20, timeout: 5_000 },
  );
  expect(performance.now() - begun).toBeLessThan(5_000);
  mine.abort();
  theirs.abort();
  await Promise.all(watching);
  expect(heardByStranger).toEqual([]);
});
