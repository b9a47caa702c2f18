import { deviceVariables, eq, networkProfiles, stationCommands, stations } from "@stationmaster/db";
import type { Req, Res } from "@stationmaster/ocpp";
import { aRoom, type RoomStation } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { claimCommand, commandOf, type Message, type Outcome, sendCommand, settleCommand } from "../..";
import { messages, setNetworkProfile } from "../../blocks/provisioning";
import {
  askForSlots,
  endMigration,
  type Network,
  putFirst,
  readNetwork,
  restartStation,
  startMigration,
  takeOutOfService,
} from ".";

const room = await aRoom();
const tenant = await room.tenant();
const publicUrl = "ws://csms.example:9220";
const here = `${publicUrl}/ocpp/${tenant.slug}`;

const bootNotification = messages.find(
  (message): message is Message<"BootNotification"> => message.action === "BootNotification",
)!;

type Profile = Parameters<typeof startMigration>[2]["connectionData"];
const profile = (change: Partial<Profile> = {}): Profile => ({
  ...{ ocppVersion: "OCPP20", ocppTransport: "JSON", ocppCsmsUrl: "ws://other.example/ocpp", messageTimeout: 30 },
  ...{ securityProfile: 1, ocppInterface: "Wired0" },
  ...change,
});
const apn = { apn: "m2m.example", apnAuthentication: "PAP", apnPassword: "apn-secret", simPin: 4711 } as const;
const vpn = { server: "vpn.example", user: "u", password: "vpn-secret", key: "vpn-key", type: "IPSec" } as const;

type Told = { order?: string; slots?: string; active?: string; security?: string };
/** A station that has told its slots; the first is the one it came by. */
async function aStation(told: Told = { order: "1", slots: "1,2,3", active: "1" }): Promise<RoomStation> {
  const station = await tenant.station({ bootStatus: "Accepted", bootedAt: room.clock.now });
  const row = (component: string, variable: string, value: string | undefined, valuesList?: string) =>
    value === undefined
      ? []
      : [
          {
            ...{ stationId: station.id, key: `${component}||||${variable}|`.toLowerCase(), attributeType: "Actual" },
            ...{ component, variable, value, reportedAt: room.clock.now },
            characteristics: valuesList ? { dataType: "SequenceList", valuesList } : null,
          },
        ];
  const rows = [
    ...row("OCPPCommCtrlr", "NetworkConfigurationPriority", told.order, told.slots),
    ...row("OCPPCommCtrlr", "ActiveNetworkProfile", told.active),
    ...row("SecurityCtrlr", "SecurityProfile", told.security),
  ];
  if (rows.length > 0) await tenant.inside((ctx) => ctx.db.insert(deviceVariables).values(rows));
  return station;
}

const later = (seconds: number) => {
  room.clock.now = new Date(room.clock.now.getTime() + seconds * 1000);
};
/** The next command, as the station hears it, and what comes of it. */
async function exchange(station: RoomStation, action: string, outcome: Outcome | object) {
  const { command } = await tenant.inside((ctx) => claimCommand(ctx, station));
  expect(command?.action).toBe(action);
  later(1);
  const known = "kind" in outcome ? (outcome as Outcome) : ({ kind: "answered", response: outcome } as Outcome);
  await tenant.inside((ctx) => settleCommand(ctx, commandOf, command!.id, station.epoch, known));
  return command!.request as never;
}
const boots = async (station: RoomStation, reason: Req<"BootNotification">["reason"] = "RemoteReset") => {
  later(5);
  const chargingStation = { vendorName: "Kestrel", model: "K-22" };
  await tenant.asStation(station, (ctx) => bootNotification.handle(ctx, { reason, chargingStation }));
};
const orderAnswer = (attributeStatus: Res<"SetVariables">["setVariableResult"][number]["attributeStatus"]) => ({
  setVariableResult: [
    {
      ...{ attributeStatus, component: { name: "OCPPCommCtrlr" } },
      variable: { name: "NetworkConfigurationPriority" },
    },
  ],
});
const cameBy = (slot: string | null) => ({
  getVariableResult: [
    {
      ...{ component: { name: "OCPPCommCtrlr" }, variable: { name: "ActiveNetworkProfile" } },
      ...(slot === null
        ? { attributeStatus: "UnknownVariable" }
        : { attributeStatus: "Accepted", attributeValue: slot }),
    },
  ],
});

const start = (station: RoomStation, slot: number, change: Partial<Profile> = {}) =>
  tenant.inside((ctx) =>
    startMigration(ctx, publicUrl, {
      identity: station.identity,
      ...{ configurationSlot: slot, connectionData: profile(change) },
    }),
  );
const act = (
  station: RoomStation,
  does: (ctx: Parameters<typeof readNetwork>[0], url: string, identity: string) => Promise<Network>,
) => tenant.inside((ctx) => does(ctx, publicUrl, station.identity));
const look = (station: RoomStation) => act(station, readNetwork);
const orderFirst = (station: RoomStation, anyway = false) =>
  tenant.inside((ctx) => putFirst(ctx, publicUrl, { identity: station.identity, anyway }));
const states = ({ migration }: Network) =>
  Object.fromEntries(Object.entries(migration!.steps).map(([name, { state }]) => [name, state]));

test("B09, B10: a station goes over to a profile that leads here, step by step, and says that it came by it", async () => {
  const station = await aStation();
  expect((await look(station)).slots).toMatchObject([
    { slot: 1, isInUse: true, isFree: false, place: 1, held: null },
    { slot: 2, isInUse: false, isFree: true, place: null, held: null },
    { slot: 3, isFree: true },
  ]);
  expect(states(await start(station, 2, { ocppCsmsUrl: here }))).toMatchObject({ profile: "waiting" });
  expect(await exchange(station, "SetNetworkProfile", { status: "Accepted" })).toMatchObject({ configurationSlot: 2 });
  expect((await look(station)).slots[1]).toMatchObject({ held: { ocppCsmsUrl: here }, sent: null });
  await act(station, takeOutOfService);
  await exchange(station, "ChangeAvailability", { status: "Accepted" });
  await expect(orderFirst(station)).rejects.toThrow("has not told everything");
  await exchange(station, "GetTransactionStatus", { messagesInQueue: true });
  expect((await look(station)).migration).toMatchObject({ step: "service", steps: { service: { state: "waiting" } } });
  later(15);
  await exchange(station, "GetTransactionStatus", { messagesInQueue: false });
  expect((await look(station)).migration).toMatchObject({ step: "order", order: [2, 1] });
  await orderFirst(station);
  const { setVariableData } = (await exchange(
    station,
    "SetVariables",
    orderAnswer("RebootRequired"),
  )) as Req<"SetVariables">;
  expect(setVariableData).toMatchObject([{ attributeValue: "2,1" }]);
  // Until it has booted it is here by the old one, whatever the order says.
  expect((await look(station)).inUse).toMatchObject({ slot: 1 });
  await act(station, restartStation);
  await exchange(station, "Reset", { status: "Accepted" });
  expect((await look(station)).migration).toMatchObject({ step: "return", outcome: null });
  await boots(station);
  await exchange(station, "GetVariables", cameBy("2"));
  const { migration, inUse } = await look(station);
  expect(migration).toMatchObject({ step: null, outcome: "arrived", leadsHere: true });
  expect(inUse).toEqual({ slot: 2, by: "told" });
  const ended = await act(station, endMigration);
  expect(ended.migration).toMatchObject({ endedAt: expect.any(Date), undoCommandId: null });
  expect(await exchange(station, "ChangeAvailability", { status: "Accepted" })).toEqual({
    operationalStatus: "Operative",
  });
  await expect(act(station, restartStation)).rejects.toThrow("No migration");
});

test("B09: the slot in use is never written to: not by a migration, not by the room, and not before the order that was changed is in force", async () => {
  const station = await aStation({ order: "1,2", slots: "1,2" });
  const write = (configurationSlot: number) =>
    tenant.inside((ctx) =>
      sendCommand(ctx, station.id, setNetworkProfile, { configurationSlot, connectionData: profile() } as never),
    );
  await expect(start(station, 1)).rejects.toMatchObject({ kind: "conflict", field: "configurationSlot" });
  await expect(write(1)).rejects.toThrow("Slot 1 may be the one");
  await start(station, 2);
  await exchange(station, "SetNetworkProfile", { status: "Accepted" });
  await orderFirst(station);
  await exchange(station, "SetVariables", orderAnswer("Accepted"));
  await expect(write(1)).rejects.toThrow("Slot 1 may be the one");
  await expect(write(2)).rejects.toThrow("Slot 2 may be the one");
  const unknown = await aStation({});
  await expect(start(unknown, 2)).rejects.toThrow("ask it first");
  const { id } = await tenant.inside((ctx) => askForSlots(ctx, unknown.identity));
  expect(await exchange(unknown, "GetReport", { status: "Accepted" })).toMatchObject({ requestId: expect.any(Number) });
  expect(id).toEqual(expect.any(String));
});

test("B09: a station without a free slot is not written to", async () => {
  const station = await aStation({ order: "1", slots: "1", active: "1" });
  expect((await look(station)).slots).toMatchObject([{ slot: 1, isFree: false }]);
  await expect(start(station, 1)).rejects.toMatchObject({ kind: "conflict" });
  await expect(start(station, 2)).rejects.toThrow("there is no slot 2");
});

test("B09: two stations are not sent to each other's place, nor one to its own", async () => {
  const [one, two] = [await aStation(), await aStation()];
  const at = (base: string, { identity }: RoomStation) => `${base}/${identity.toLowerCase()}`;
  for (const [station, place] of [
    [one, two],
    [two, one],
    [one, one],
  ] as const)
    for (const base of [here, "ws://alias.example/ocpp"])
      await expect(start(station, 2, { ocppCsmsUrl: at(base, place) })).rejects.toMatchObject({
        kind: "invalid",
        field: "connectionData.ocppCsmsUrl",
      });
  await expect(start(one, 2, { ocppCsmsUrl: `${here}/NOBODY-7` })).rejects.toThrow("without their identity");
  const none = await tenant.inside((ctx) =>
    ctx.db.select().from(networkProfiles).where(eq(networkProfiles.stationId, one.id)),
  );
  expect(none).toEqual([]);
});

test.each([
  ["no address of a CSMS", { ocppCsmsUrl: "https://other.example/ocpp" }, "invalid"],
  ["no address at all", { ocppCsmsUrl: "other" }, "invalid"],
  ["a password in the address", { ocppCsmsUrl: "ws://u:p@other.example/" }, "invalid"],
  ["TLS without its profile", { ocppCsmsUrl: "wss://other.example/" }, "invalid"],
  ["a profile without its TLS", { securityProfile: 2 }, "invalid"],
  ["a lower security profile", { ocppCsmsUrl: "ws://other.example/", securityProfile: 1 }, "conflict"],
] as const)("B09.FR.02, .04: %s is refused before it is sent", async (_, change, kind) => {
  const station = await aStation({ order: "1", slots: "1,2", active: "1", security: kind === "conflict" ? "2" : "1" });
  await expect(start(station, 2, change)).rejects.toMatchObject({ kind });
  expect((await tenant.inside((ctx) => claimCommand(ctx, station))).command).toBeNull();
});

test("B09: here a station is let in with its own security profile alone", async () => {
  const station = await aStation();
  const change = { ocppCsmsUrl: here.replace("ws:", "wss:"), securityProfile: 2 };
  await expect(start(station, 2, change)).rejects.toThrow("with security profile 1 alone");
});

test.each([
  [{ status: "Rejected", statusInfo: { reasonCode: "NoSecurityDowngrade" } }, "Rejected", "NoSecurityDowngrade"],
  [{ status: "Rejected", statusInfo: { reasonCode: "InvalidConfSlot" } }, "Rejected", "InvalidConfSlot"],
  [{ status: "Failed" }, "Failed", null],
  [{ kind: "refused", error: { code: "InternalError", description: "disk full" } }, "refused", "disk full"],
  [{ kind: "silent" }, "silent", null],
] as const)("B09.FR.02, .03: %j leaves the slot as it was, and may be tried again", async (outcome, status, reason) => {
  const station = await aStation();
  await start(station, 2);
  await exchange(station, "SetNetworkProfile", outcome);
  const { migration, slots } = await look(station);
  expect(migration).toMatchObject({ step: "profile", steps: { profile: { state: "failed" } } });
  expect(slots[1]).toMatchObject({ held: null, sent: { status, reason } });
  await expect(orderFirst(station)).rejects.toThrow("at the step profile");
  expect((await start(station, 3)).migration).toMatchObject({ slot: 3, steps: { profile: { state: "waiting" } } });
});

test("B09: passwords of a profile reach the station, and are in no record, no row and no answer", async () => {
  const station = await aStation();
  const shown = JSON.stringify(await start(station, 2, { ocppInterface: "Wireless0", apn, vpn }));
  const heard = JSON.stringify(await exchange(station, "SetNetworkProfile", { status: "Accepted" }));
  const kept = JSON.stringify([
    await look(station),
    await tenant.inside((ctx) => ctx.db.select().from(networkProfiles)),
    await tenant.inside((ctx) =>
      ctx.db.select().from(stationCommands).where(eq(stationCommands.stationId, station.id)),
    ),
  ]);
  expect(kept).toContain("m2m.example");
  for (const secret of ["apn-secret", "vpn-secret", "vpn-key", "4711"]) {
    expect(heard).toContain(secret);
    expect(shown).not.toContain(secret);
    expect(kept).not.toContain(secret);
  }
});

test("B10.FR.02: an order that the station refuses is not followed by a restart, and is put again", async () => {
  const station = await aStation();
  await start(station, 2);
  await exchange(station, "SetNetworkProfile", { status: "Accepted" });
  await orderFirst(station);
  await exchange(station, "SetVariables", orderAnswer("Rejected"));
  expect((await look(station)).migration).toMatchObject({ step: "order", steps: { order: { state: "failed" } } });
  await expect(act(station, restartStation)).rejects.toThrow("at the step order");
  await orderFirst(station);
  await exchange(station, "SetVariables", orderAnswer("Accepted"));
  expect(states(await look(station))).toMatchObject({ service: "skipped", order: "done", restart: "todo" });
});

async function restarted(change: Partial<Profile> = {}, answer: "Accepted" | "Scheduled" = "Accepted") {
  const station = await aStation();
  await start(station, 2, change);
  await exchange(station, "SetNetworkProfile", { status: "Accepted" });
  await orderFirst(station);
  await exchange(station, "SetVariables", orderAnswer("RebootRequired"));
  await act(station, restartStation);
  await exchange(station, "Reset", { status: answer });
  return station;
}
const goesAway = (station: RoomStation) =>
  tenant.inside((ctx) =>
    ctx.db.update(stations).set({ isOnline: false, disconnectedAt: ctx.now }).where(eq(stations.id, station.id)),
  );

test("B10.FR.07: a station that comes back by the old profile has fallen back, and its order is restored", async () => {
  const station = await restarted();
  await boots(station);
  await exchange(station, "GetVariables", cameBy("1"));
  expect((await look(station)).migration).toMatchObject({
    outcome: "fell-back",
    steps: { return: { state: "failed" } },
  });
  expect((await act(station, endMigration)).migration).toMatchObject({ undoCommandId: expect.any(String) });
  expect(await exchange(station, "SetVariables", orderAnswer("Accepted"))).toMatchObject({
    setVariableData: [{ attributeValue: "1" }],
  });
});

test("B10: a station that does not say by which profile it came", async () => {
  const station = await restarted({ ocppCsmsUrl: here });
  await boots(station);
  await exchange(station, "GetVariables", cameBy(null));
  expect((await look(station)).migration).toMatchObject({ outcome: "unsure", step: null });
});

test.each([
  ["gone", {}],
  ["lost", { ocppCsmsUrl: here }],
] as const)("B10: a station that says Accepted and does not come back is %s", async (outcome, change) => {
  const station = await restarted(change);
  await goesAway(station);
  later(60);
  expect((await look(station)).migration).toMatchObject({ outcome: null, step: "return" });
  later(300);
  expect((await look(station)).migration).toMatchObject({ outcome });
  // It was only late.
  await boots(station);
  await exchange(station, "GetVariables", cameBy(outcome === "gone" ? "1" : "2"));
  expect((await look(station)).migration).toMatchObject({ outcome: outcome === "gone" ? "fell-back" : "arrived" });
});

test("B10, B12: given up while the restart waits for a session, the order is as before when the station restarts", async () => {
  const station = await restarted({}, "Scheduled");
  expect((await look(station)).migration).toMatchObject({ step: "restart", steps: { restart: { state: "waiting" } } });
  await expect(act(station, restartStation)).rejects.toThrow("has been asked to restart");
  await act(station, endMigration);
  expect(await exchange(station, "SetVariables", orderAnswer("Accepted"))).toMatchObject({
    setVariableData: [{ attributeValue: "1" }],
  });
  await boots(station, "ScheduledReset");
  expect((await tenant.inside((ctx) => claimCommand(ctx, station))).command).toBeNull();
});

test("B09: given up before the station heard of it, nothing is sent", async () => {
  const station = await aStation();
  await start(station, 2);
  const { slots, migration } = await act(station, endMigration);
  expect(migration).toMatchObject({ endedAt: expect.any(Date) });
  expect(slots[1]).toMatchObject({ held: null, sent: { status: "cancelled" } });
  expect((await tenant.inside((ctx) => claimCommand(ctx, station))).command).toBeNull();
  await start(station, 2);
});

test("B09: another tenant reaches neither the slots nor a migration", async () => {
  const station = await aStation();
  await start(station, 2);
  const other = await room.tenant();
  for (const does of [readNetwork, takeOutOfService, restartStation, endMigration])
    await expect(other.inside((ctx) => does(ctx, publicUrl, station.identity))).rejects.toMatchObject({
      kind: "not-found",
    });
  expect(await other.inside((ctx) => ctx.db.select().from(networkProfiles))).toEqual([]);
});
