import { createStation } from "@stationmaster/simulator";
import { aServer } from "@stationmaster/testing";
import { afterAll, expect, test, vi } from "vitest";
import { aPortal, type PortalTenant } from "./test/a-portal";

const server = await aServer();
const portal = await aPortal({
  databaseUrl: server.databaseUrl,
  env: { PUBLIC_OCPP_URL: server.url.replace(/\/ocpp$/, "") },
});

const opened: { close(): Promise<void> }[] = [];
afterAll(() => Promise.all(opened.map((station) => station.close())));

/** `true` for those that call us; the others are known, and away. */
async function fleet(tenant: PortalTenant, stations: Record<string, boolean>) {
  for (const [identity, calls] of Object.entries(stations)) {
    const made = await tenant.api("POST", "/stations", { identity });
    if (!calls) continue;
    const station = createStation({ identity, ...(made.body as { url: string; password: string }) });
    opened.push(station);
    await station.start();
  }
}

type Bulk = { id: string };
const sent = async (tenant: PortalTenant, body: object) =>
  (await tenant.api("POST", "/bulk-commands", { action: "ClearCache", ...body })) as { status: number; body: Bulk };

test("one command to many stations by the API: progress, outcomes, and those that leave on the way", async () => {
  const tenant = await portal.tenant();
  await fleet(tenant, { "A-1": true, "A-2": true, "AWAY-1": false, "AWAY-2": false });
  const bulk = await sent(tenant, { stationIdentities: ["A-1", "A-2", "AWAY-1", "AWAY-2", "NOBODY"] });
  expect(bulk).toMatchObject({ status: 202, body: { action: "ClearCache", payload: {}, total: 5, isDone: false } });
  const path = `/bulk-commands/${bulk.body.id}`;
  await vi.waitFor(
    async () =>
      expect(await tenant.api("GET", path)).toMatchObject({
        body: { progress: 0.6, answers: { Accepted: 2 }, outcomes: { answered: 2, queued: 2, gone: 1 } },
      }),
    { timeout: 10_000 },
  );
  await tenant.api("DELETE", "/stations/AWAY-1");
  expect(await tenant.api("GET", `${path}/stations?outcome=gone`)).toMatchObject({
    body: { items: [{ stationIdentity: "AWAY-1" }, { stationIdentity: "NOBODY", commandId: null }], nextCursor: null },
  });
  const first = await tenant.api("GET", `${path}/stations?limit=1`);
  expect(first).toMatchObject({
    body: {
      items: [{ stationIdentity: "A-1", outcome: "answered", response: { status: "Accepted" }, effect: null }],
      nextCursor: expect.any(String),
    },
  });
  const { commandId } = (first.body as { items: { commandId: string }[] }).items[0]!;
  expect(await tenant.api("GET", `/stations/A-1/commands/${commandId}`)).toMatchObject({
    body: { action: "ClearCache", status: "answered" },
  });

  expect(await tenant.api("DELETE", path)).toMatchObject({
    status: 200,
    body: { progress: 1, isDone: true, outcomes: { answered: 2, cancelled: 1, gone: 2, queued: 0 } },
  });
  expect(await tenant.api("DELETE", path)).toMatchObject({ status: 409, body: { kind: "conflict" } });
  expect(await tenant.api("GET", "/bulk-commands?action=ClearCache")).toMatchObject({
    body: { items: [{ id: bulk.body.id, total: 5 }] },
  });
  expect(await tenant.api("GET", "/bulk-commands?action=Reset")).toMatchObject({ body: { items: [] } });
});

test("what the schema refuses, an unknown action and stations of nobody send nothing", async () => {
  const tenant = await portal.tenant();
  await fleet(tenant, { "B-1": false });
  const stationIdentities = ["B-1"];
  expect(await sent(tenant, { payload: { x: 1 }, stationIdentities })).toMatchObject({ status: 422 });
  expect(await sent(tenant, { stationIdentities: [] })).toMatchObject({ status: 422 });
  expect(await sent(tenant, { stationIdentities: Array(1001).fill("B-1") })).toMatchObject({ status: 422 });
  expect(await sent(tenant, { action: "Dance", stationIdentities })).toMatchObject({ status: 404 });
  expect(await sent(tenant, { stationIdentities: ["NOBODY"] })).toMatchObject({ status: 404 });
  expect(await tenant.api("GET", "/stations/B-1/commands")).toMatchObject({ body: { items: [] } });
});
