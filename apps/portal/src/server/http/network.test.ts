import { aServer } from "@stationmaster/testing";
import { expect, test, vi } from "vitest";
import { aLiveStation } from "../test/a-live-station";
import { aPortal } from "../test/a-portal";

const server = await aServer();
const publicUrl = server.url.replace(/\/ocpp$/, "");
const portal = await aPortal({ databaseUrl: server.databaseUrl, env: { PUBLIC_OCPP_URL: publicUrl } });
const tenant = await portal.tenant();

type Step = { state: string; commandId: string | null };
type Network = {
  ourUrl: string;
  inUse: { slot: number } | null;
  slots: { slot: number; isFree: boolean; held: { ocppCsmsUrl: string } | null }[];
  migration: { step: string | null; outcome: string | null; steps: Record<string, Step> } | null;
};
const fast = { retryWaitMs: 20, rebootMs: 20, reconnects: true };
const profileTo = (ocppCsmsUrl: string) => ({
  ...{ ocppCsmsUrl, messageTimeout: 30, securityProfile: 1, ocppInterface: "Wired0" },
});

async function aMigrant(identity: string) {
  const station = await aLiveStation(tenant, identity, fast);
  const at = `/stations/${identity}`;
  const call = async (method: string, rest: string, body?: unknown) => {
    const { status, body: answer } = await tenant.api(method, `${at}${rest}`, body);
    return { status, body: answer as Network };
  };
  const until = (expected: object) =>
    vi.waitFor(async () => expect((await call("GET", "/network-profiles")).body.migration).toMatchObject(expected), {
      timeout: 10_000,
      interval: 30,
    });
  await tenant.api("POST", `${at}/network-profiles/ask?wait=10`);
  await vi.waitFor(async () =>
    expect((await call("GET", "/network-profiles")).body.inUse).toEqual({ slot: 1, by: "told" }),
  );
  return { station, call, until };
}

test("B09, B10: by the API a station goes over to a profile that leads here, out of service meanwhile", async () => {
  const { station, call, until } = await aMigrant("MOVE-1");
  const { body } = await call("GET", "/network-profiles");
  expect(body.slots.map(({ slot, isFree }) => [slot, isFree])).toEqual([
    [1, false],
    [2, true],
    [3, true],
  ]);
  expect(
    await call("PUT", "/network-migration", { configurationSlot: 1, connectionData: profileTo(body.ourUrl) }),
  ).toMatchObject({ status: 409 });
  expect(await call("POST", "/network-migration/restart")).toMatchObject({ status: 409 });
  expect(
    await call("PUT", "/network-migration", { configurationSlot: 2, connectionData: profileTo(body.ourUrl) }),
  ).toMatchObject({ status: 202 });
  await until({ step: "service", steps: { profile: { state: "done" } } });
  await call("POST", "/network-migration/out-of-service");
  await until({ step: "order", steps: { service: { state: "done" } } });
  expect(await call("POST", "/network-migration/order")).toMatchObject({ status: 202 });
  await until({ step: "restart" });
  await call("POST", "/network-migration/restart");
  await until({ step: null, outcome: "arrived" });
  expect(station.model.text("OCPPCommCtrlr.ActiveNetworkProfile")).toBe("2");
  const ended = await call("DELETE", "/network-migration");
  expect(ended).toMatchObject({ status: 200, body: { inUse: { slot: 2, by: "told" } } });
  await vi.waitFor(() => expect(station.calls("ChangeAvailability", "received")).toHaveLength(2));
  // Now it is the old slot that may be written to, and the new one that may not.
  const overwriting = { configurationSlot: 2, connectionData: profileTo(body.ourUrl) };
  expect(await call("PUT", "/network-migration", overwriting)).toMatchObject({ status: 409 });
  expect(station.violations).toEqual([]);
});

test("B10.FR.03, .07: a station whose new profile leads nowhere falls back, and its order is restored", async () => {
  const { station, call, until } = await aMigrant("MOVE-2");
  const nowhere = "ws://127.0.0.1:9/ocpp";
  await call("PUT", "/network-migration", { configurationSlot: 3, connectionData: profileTo(nowhere) });
  await until({ step: "service" });
  await call("POST", "/network-migration/order");
  await until({ step: "restart" });
  await call("POST", "/network-migration/restart");
  await until({ outcome: "fell-back" });
  expect(station.model.text("OCPPCommCtrlr.NetworkConfigurationPriority")).toBe("3,1");
  await call("DELETE", "/network-migration");
  await vi.waitFor(() => expect(station.model.text("OCPPCommCtrlr.NetworkConfigurationPriority")).toBe("1"));
});

test("B09: two stations that are sent to each other's place stay where they are", async () => {
  const [one, two] = [await aMigrant("TWIN-1"), await aMigrant("TWIN-2")];
  const ours = `${publicUrl}/ocpp/${tenant.slug}`;
  for (const [from, to] of [
    [one, "TWIN-2"],
    [two, "TWIN-1"],
  ] as const) {
    const answer = await from.call("PUT", "/network-migration", {
      ...{ configurationSlot: 2, connectionData: profileTo(`${ours}/${to}`) },
    });
    expect(answer).toMatchObject({ status: 422, body: { detail: expect.stringContaining(to) } });
    expect(from.station.calls("SetNetworkProfile", "received")).toEqual([]);
  }
});

test("B09.FR.03: a station that has no room for a profile says so", async () => {
  const { station, call, until } = await aMigrant("FULL-1");
  station.behaviour.storesNoProfiles = true;
  await call("PUT", "/network-migration", { configurationSlot: 2, connectionData: profileTo("ws://other.example/") });
  await until({ step: "profile", steps: { profile: { state: "failed" } } });
});

test("B10: a station that says Accepted and stays away is not said to be anywhere before its time", async () => {
  const { station, call, until } = await aMigrant("AWAY-1");
  await call("PUT", "/network-migration", { configurationSlot: 2, connectionData: profileTo("ws://other.example/") });
  await until({ step: "service" });
  await call("POST", "/network-migration/order");
  await until({ step: "restart" });
  station.behaviour.staysAway = true;
  await call("POST", "/network-migration/restart");
  await until({ step: "return", outcome: null, steps: { restart: { state: "done" }, return: { state: "waiting" } } });
});
