import { deviceVariables, eq, sites, stationCommands, stations } from "@stationmaster/db";
import type { Req, Res } from "@stationmaster/ocpp";
import { aRoom, type RoomStation } from "@stationmaster/testing";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import {
  cancelCommand,
  claimCommand,
  commandOf,
  type Outcome,
  requireCommand,
  sendCommand,
  sendRawCommand,
  settleCommand,
} from "../..";
import { idTokenInput, putToken } from "../../business/id-tokens";
import { updateStation } from "../../business/stations";
import { sweepLocalLists } from "../../business/upkeep";
import { variableKey } from "../provisioning";
import {
  changeLocalList,
  entryList,
  findCards,
  getLocalList,
  getLocalListVersion,
  listChanges,
  listEntries,
  listInput,
  listUpdates,
  putLocalList,
  sendInFull,
} from ".";

const room = await aRoom();
const tenant = await room.tenant();
const booted = () => tenant.station({ bootStatus: "Accepted", bootedAt: room.clock.now });
const pass = (seconds: number) => {
  room.clock.now = new Date(room.clock.now.getTime() + seconds * 1000);
};
const boots = async (station: RoomStation) => {
  pass(1);
  await tenant.inside((ctx) =>
    ctx.db.update(stations).set({ bootedAt: ctx.now, isOnline: true }).where(eq(stations.id, station.id)),
  );
};
const sweep = () => sweepLocalLists({ directory: room.directory.db, ingest: room.ingest.sql, outlets: room.outlets });

type Sent = { action: string; request: Req<"SendLocalList">; id: string };
type Answer = Outcome<"SendLocalList"> | Outcome<"GetLocalListVersion">;
const says = (status: Res<"SendLocalList">["status"]): Answer => ({ kind: "answered", response: { status } });
const hasVersion = (versionNumber: number): Answer => ({ kind: "answered", response: { versionNumber } });
const accepts = says("Accepted");

/** Everything that goes to the station, each answered in turn: by the answers given, then by Accepted. */
async function talk(station: RoomStation, ...answers: Answer[]): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (;;) {
    const { command } = await tenant.inside((ctx) => claimCommand(ctx, station));
    if (!command) return sent;
    sent.push({ action: command.action, request: command.request as Sent["request"], id: command.id });
    const outcome = (answers.shift() ?? accepts) as Outcome;
    await tenant.inside((ctx) => settleCommand(ctx, commandOf, command.id, station.epoch, outcome));
  }
}
const told = (sent: Sent[]) =>
  sent.map(({ action, request }) =>
    action === "GetLocalListVersion"
      ? "version?"
      : [
          ...[request.updateType, request.versionNumber],
          ...(request.localAuthorizationList ?? []).map(
            ({ idToken, idTokenInfo }) => `${idTokenInfo ? "" : "-"}${idToken.idToken}`,
          ),
        ],
  );

const card = (idToken: string, values: object = {}) => ({
  ...{ idToken, type: "ISO14443" as const, status: "Accepted" as const },
  ...values,
});
const follower = (idToken: string) => card(idToken, { status: undefined });
const put = (station: RoomStation, ...entries: object[]) =>
  tenant.inside((ctx) => putLocalList(ctx, listInput.parse({ identity: station.identity, entries })));
const change = (station: RoomStation, changes: object) =>
  tenant.inside((ctx) => changeLocalList(ctx, listChanges.parse({ identity: station.identity, ...changes })));
const inFull = (station: RoomStation) => tenant.inside((ctx) => sendInFull(ctx, { identity: station.identity }));
const status = (station: RoomStation) => tenant.inside((ctx) => getLocalList(ctx, station.identity));
const entriesOf = async (station: RoomStation, filter: object = {}) =>
  (await tenant.inside((ctx) => listEntries(ctx, entryList.parse({ identity: station.identity, ...filter })))).items;
const ledger = async (station: RoomStation) =>
  (await tenant.inside((ctx) => listUpdates(ctx, { identity: station.identity, limit: 50 }))).items;
const raw = (station: RoomStation, payload: object) =>
  tenant.inside((ctx) => sendRawCommand(ctx, station.id, requireCommand("SendLocalList"), payload));
const tells = (station: RoomStation, variables: Record<string, string>, mostEntries?: number) =>
  tenant.inside((ctx) =>
    ctx.db.insert(deviceVariables).values(
      Object.entries(variables).map(([name, value]) => ({
        ...{ stationId: station.id, key: variableKey({ name: "LocalAuthListCtrlr" }, { name }), value },
        ...{ attributeType: "Actual", component: "LocalAuthListCtrlr", variable: name, reportedAt: ctx.now },
        characteristics: name === "Entries" ? { maxLimit: mostEntries } : null,
      })),
    ),
  );

test("D01: a list goes out whole, each entry with what the station is to know of it (TC_D_01)", async () => {
  const station = await booted();
  await put(station, card("A", { groupIdToken: "G", expiresAt: "2027-01-01T00:00:00Z", language: "de" }), card("B"));
  expect(await status(station)).toMatchObject({ state: "sending", inSync: false, pending: 2, stationVersion: null });
  const [sent] = await talk(station);
  expect(sent!.request).toEqual({
    ...{ versionNumber: 1, updateType: "Full" },
    localAuthorizationList: [
      {
        idToken: { idToken: "A", type: "ISO14443" },
        idTokenInfo: {
          ...{ status: "Accepted", cacheExpiryDateTime: "2027-01-01T00:00:00.000Z", language1: "de" },
          groupIdToken: { idToken: "G", type: "Central" },
        },
      },
      { idToken: { idToken: "B", type: "ISO14443" }, idTokenInfo: { status: "Accepted" } },
    ],
  });
  expect(await status(station)).toMatchObject({
    ...{ state: "in-step", inSync: true, pending: 0, desiredVersion: 1, stationVersion: 1, entryCount: 2 },
  });
  expect(await ledger(station)).toMatchObject([
    { version: 1, updateType: "Full", entries: 2, part: 1, parts: 1, why: "edited", status: "Accepted" },
  ]);
});

test("D01: what is added or changed goes as a difference under a higher version (TC_D_02)", async () => {
  const station = await booted();
  await put(station, card("A"), card("B"), card("C"));
  await talk(station);
  await change(station, { put: [card("b", { status: "Blocked" }), card("D")] });
  const [sent, ...others] = await talk(station);
  expect(others).toEqual([]);
  expect(sent!.request).toEqual({
    ...{ versionNumber: 2, updateType: "Differential" },
    localAuthorizationList: [
      { idToken: { idToken: "b", type: "ISO14443" }, idTokenInfo: { status: "Blocked" } },
      { idToken: { idToken: "D", type: "ISO14443" }, idTokenInfo: { status: "Accepted" } },
    ],
  });
  await put(station, card("A"), card("B", { status: "Blocked" }), card("C"), card("D"));
  expect(told(await talk(station))).toEqual([]);
});

test("D01: an entry without its info takes a card off the list, before others come (TC_D_03)", async () => {
  const station = await booted();
  await put(station, card("A"), card("B"), card("C"));
  await talk(station);
  await change(station, { put: [card("A2")], remove: [{ idToken: "c", type: "ISO14443" }] });
  expect(told(await talk(station))).toEqual([["Differential", 2, "-C", "A2"]]);
  expect((await entriesOf(station)).map(({ idToken, standing }) => [idToken, standing])).toEqual([
    ["A", "held"],
    ["A2", "held"],
    ["B", "held"],
  ]);
});

test("D01: an empty list is a full one with the list absent (TC_D_04)", async () => {
  const station = await booted();
  await put(station);
  expect((await talk(station))[0]!.request).toEqual({ versionNumber: 1, updateType: "Full" });
  await put(station, card("A"), card("B"));
  await talk(station);
  await put(station);
  expect((await talk(station))[0]!.request).toEqual({ versionNumber: 3, updateType: "Full" });
  expect(await status(station)).toMatchObject({ inSync: true, stationVersion: 3, entryCount: 0 });
  expect(await entriesOf(station)).toEqual([]);
});

test("D01: a list of several messages begins with a full one and ends with the version we want", async () => {
  const station = await booted();
  await tells(station, { ItemsPerMessage: "2" });
  await put(station, ...["A", "B", "C", "D", "E"].map((name) => card(name)));
  expect(told(await talk(station))).toEqual([
    ["Full", 1, "A", "B"],
    ["Differential", 2, "C", "D"],
    ["Differential", 3, "E"],
  ]);
  expect((await ledger(station)).map(({ part, parts }) => `${part}/${parts}`)).toEqual(["3/3", "2/3", "1/3"]);
  expect(await status(station)).toMatchObject({ inSync: true, desiredVersion: 3, stationVersion: 3 });
});

test("D01: no message is longer than the station takes, and an operator's word on the number of items counts", async () => {
  const station = await booted();
  await tells(station, { ItemsPerMessage: "100", BytesPerMessage: "300" });
  await put(station, ...["A", "B", "C", "D", "E"].map((name) => card(name)));
  const sent = await talk(station);
  expect(sent.length).toBeGreaterThan(1);
  for (const { request } of sent) expect(JSON.stringify(request).length).toBeLessThanOrEqual(300);
  expect(await status(station)).toMatchObject({ inSync: true });
  await tenant.inside((ctx) =>
    ctx.db
      .update(stations)
      .set({ itemsPerMessage: { SendLocalList: 1 } })
      .where(eq(stations.id, station.id)),
  );
  await inFull(station);
  expect((await talk(station)).map(({ request }) => request.localAuthorizationList?.length)).toEqual([1, 1, 1, 1, 1]);
});

test("D01: a list larger than the station takes is refused, and nothing of it is kept or sent", async () => {
  const station = await booted();
  await tells(station, { Entries: "0" }, 2);
  await put(station, card("A"), card("B"));
  await talk(station);
  const refusal = { kind: "invalid", field: "entries", message: expect.stringContaining("at most 2 entries") };
  await expect(put(station, card("C"), card("D"), card("E"))).rejects.toMatchObject(refusal);
  await expect(change(station, { put: [card("C")] })).rejects.toMatchObject(refusal);
  expect(told(await talk(station))).toEqual([]);
  expect((await entriesOf(station)).map(({ idToken }) => idToken)).toEqual(["A", "B"]);
  expect(await status(station)).toMatchObject({ inSync: true, desiredVersion: 1 });
  await change(station, { put: [card("C")], remove: [card("A")] });
  expect(told(await talk(station))).toEqual([["Differential", 2, "-A", "C"]]);
});

test("D01: a station that tells later that it takes fewer is not sent the list, and the reason is shown", async () => {
  const station = await tenant.station({ bootStatus: "Accepted", isOnline: false });
  await put(station, card("A"), card("B"));
  await tells(station, { Entries: "0" }, 1);
  await boots(station);
  await sweep();
  expect(told(await talk(station))).toEqual([]);
  expect(await status(station)).toMatchObject({ state: "failing", status: "TooLarge", limits: { entries: 1 } });
});

test("D01: a station that has its list switched off, or none, is told so before anything is kept", async () => {
  const station = await booted();
  await tells(station, { Enabled: "false" });
  await expect(put(station, card("A"))).rejects.toMatchObject({ kind: "conflict" });
  expect(await status(station)).toMatchObject({ state: "none", limits: { isEnabled: false } });
});

test("D01: a card twice, one that nobody presents, and a stranger without a status are refused", async () => {
  const station = await booted();
  await expect(put(station, card("A"), card("B"), card("a"))).rejects.toMatchObject({ field: "entries.2" });
  await expect(put(station, card("A"), follower("B"))).rejects.toMatchObject({
    message: expect.stringContaining("No card of ours is B"),
  });
  await expect(put(station, card("A", { type: "Central" }))).rejects.toThrow("these types only");
  await expect(change(station, { put: [card("A")], remove: [card("a")] })).rejects.toMatchObject({ field: "remove" });
  expect(told(await talk(station))).toEqual([]);
});

test("D01: what is edited while an update is on its way goes with the next; edited back, it is not told at all", async () => {
  const station = await booted();
  await put(station, card("A"), card("B"), card("C"));
  await change(station, { put: [card("D")] });
  await change(station, { put: [card("E")], remove: [card("A")] });
  await change(station, { remove: [card("E")] });
  expect(told(await talk(station))).toEqual([
    ["Full", 1, "A", "B", "C"],
    ["Differential", 4, "-A", "D"],
  ]);
  await change(station, { remove: [card("D")] });
  await change(station, { put: [card("D")] });
  await talk(station);
  expect(await status(station)).toMatchObject({ inSync: true, pending: 0 });
});

test("D01: a difference that is refused for its version or otherwise is sent as a whole at once", async () => {
  const station = await booted();
  await put(station, card("A"), card("B"));
  await talk(station);
  for (const refusal of ["VersionMismatch", "Failed"] as const) {
    await change(station, { put: [card(refusal)] });
    const sent = await talk(station, says(refusal));
    expect(sent.map(({ request }) => request.updateType)).toEqual(["Differential", "Full"]);
    expect(await status(station)).toMatchObject({ inSync: true, failures: 0 });
  }
  expect((await ledger(station)).map(({ why, status }) => [why, status])).toEqual([
    ["failed", "Accepted"],
    ["edited", "Failed"],
    ["mismatch", "Accepted"],
    ["edited", "VersionMismatch"],
    ["edited", "Accepted"],
  ]);
});

test("D01: a station that refuses even a full list for its version is asked for that, and sent a higher one", async () => {
  const station = await booted();
  await put(station, card("A"));
  await talk(station, says("VersionMismatch"));
  pass(31);
  await sweep();
  expect(told(await talk(station, hasVersion(70)))).toEqual(["version?", ["Full", 71, "A"]]);
  expect(await status(station)).toMatchObject({ inSync: true, desiredVersion: 71, stationVersion: 71 });
});

test("D01: a list that fails is tried again with growing pauses, and shown with the station's reason", async () => {
  const station = await booted();
  await put(station, card("A"));
  const fails: Answer = {
    ...{ kind: "answered" },
    response: { status: "Failed", statusInfo: { reasonCode: "OutOfStorage" } },
  };
  await talk(station, fails);
  expect(await status(station)).toMatchObject({ state: "failing", status: "Failed", reason: "OutOfStorage" });
  for (const pauseSeconds of [30, 60, 120]) {
    const { nextTryAt } = await status(station);
    expect(nextTryAt!.getTime() - room.clock.now.getTime()).toBe(pauseSeconds * 1000);
    pass(pauseSeconds - 1);
    await sweep();
    expect(await talk(station)).toEqual([]);
    pass(1);
    await sweep();
    expect(told(await talk(station, fails))).toHaveLength(1);
  }
  await change(station, { put: [card("B")] });
  expect(told(await talk(station))).toEqual([["Full", 5, "A", "B"]]);
  expect(await status(station)).toMatchObject({ inSync: true, failures: 0, nextTryAt: null });
});

test("D01: after an update that was not answered only a full list will do", async () => {
  const station = await booted();
  await put(station, card("A"), card("B"));
  await talk(station);
  await change(station, { put: [card("C")] });
  await talk(station, { kind: "silent" });
  expect(await status(station)).toMatchObject({ state: "failing", status: "silent", stationVersion: null });
  pass(31);
  await sweep();
  expect(told(await talk(station))).toEqual([["Full", 3, "A", "B", "C"]]);
});

test("D01: for a station that is away nothing is queued; it is told when it is back", async () => {
  const station = await tenant.station({ bootStatus: "Accepted", isOnline: false });
  await put(station, card("A"));
  expect(await status(station)).toMatchObject({ state: "waiting", inSync: false });
  await sweep();
  expect(told(await talk(station))).toEqual([]);
  await boots(station);
  await sweep();
  expect(told(await talk(station))).toEqual([["Full", 1, "A"]]);
});

test("D02: after a boot the station is asked for its version, and left alone when it is the one it took (TC_D_08)", async () => {
  const station = await booted();
  await put(station, card("A"));
  await talk(station);
  await sweep();
  expect(await talk(station)).toEqual([]);
  await boots(station);
  await sweep();
  expect(told(await talk(station, hasVersion(1)))).toEqual(["version?"]);
  await sweep();
  expect(await talk(station)).toEqual([]);
  expect(await status(station)).toMatchObject({ inSync: true, stationVersion: 1, stationVersionAt: room.clock.now });
});

test.each([
  ["none", 0],
  ["a lower one", 1],
  ["one that we never sent", 9],
])("D02: a station that has %s after a boot gets the full list at once (TC_D_09)", async (_, version) => {
  const station = await booted();
  await put(station, card("A"), card("B"));
  await talk(station);
  await change(station, { put: [card("C")] });
  await talk(station);
  await boots(station);
  await sweep();
  const sent = await talk(station, hasVersion(version));
  expect(told(sent)).toEqual(["version?", ["Full", Math.max(2, version) + 1, "A", "B", "C"]]);
  expect((await ledger(station))[0]).toMatchObject({ why: "lost", status: "Accepted" });
  expect(await status(station)).toMatchObject({ inSync: true });
});

test("D02: before a difference a station that has booted is asked; one that does not say is told all", async () => {
  const station = await booted();
  await put(station, card("A"), card("B"));
  await talk(station);
  await boots(station);
  await change(station, { put: [card("C")] });
  expect(told(await talk(station, hasVersion(1)))).toEqual(["version?", ["Differential", 2, "C"]]);
  await boots(station);
  await change(station, { put: [card("D")] });
  await talk(station, { kind: "refused", error: { code: "NotSupported", description: "" } });
  pass(31);
  await sweep();
  expect(told(await talk(station))).toEqual([["Full", 3, "A", "B", "C", "D"]]);
});

test("D02: a difference that waited over a reboot is not relied on", async () => {
  const station = await booted();
  await put(station, card("A"), card("B"));
  await talk(station);
  await change(station, { put: [card("C")] });
  await boots(station);
  expect(told(await talk(station))).toEqual([
    ["Differential", 2, "C"],
    ["Full", 3, "A", "B", "C"],
  ]);
});

test("D02: an operator's question shows the version, and finds a lost list", async () => {
  const station = await booted();
  await put(station, card("A"));
  await talk(station);
  await tenant.inside((ctx) => sendCommand(ctx, station.id, getLocalListVersion, {}));
  expect(told(await talk(station, hasVersion(0)))).toEqual(["version?", ["Full", 2, "A"]]);
  const other = await booted();
  await tenant.inside((ctx) => sendCommand(ctx, other.id, getLocalListVersion, {}));
  expect(told(await talk(other, hasVersion(0)))).toEqual(["version?"]);
  expect(await status(other)).toMatchObject({ state: "none", inSync: true, stationVersion: 0, desiredVersion: 0 });
});

test("D01: an entry without a status follows its card: blocked, replaced and expired it is told as that", async () => {
  const station = await booted();
  const token = (idToken: string, values: object = {}) =>
    tenant.inside((ctx) => putToken(ctx, { idToken, type: "ISO14443", status: "Accepted", ...values }));
  const soon = new Date(room.clock.now.getTime() + 60_000);
  await token("F1", { groupIdToken: "FLEET" });
  await token("F2", { expiresAt: soon });
  await put(station, follower("F1"), follower("F2"), card("F3"));
  const [first] = await talk(station);
  expect(first!.request.localAuthorizationList!.map(({ idTokenInfo }) => idTokenInfo)).toEqual([
    { status: "Accepted", groupIdToken: { idToken: "FLEET", type: "Central" } },
    { status: "Accepted", cacheExpiryDateTime: soon.toISOString() },
    { status: "Accepted" },
  ]);
  room.announced.length = 0;
  await token("f1", { status: "Blocked" });
  await token("F3", { status: "Blocked" });
  const isAnnounced = {
    tenantId: tenant.id,
    announcement: { kind: "job", job: { queue: "upkeep", task: "sync-local-lists" } },
  };
  expect(room.announced.filter((it) => JSON.stringify(it) === JSON.stringify(isAnnounced))).toHaveLength(1);
  expect(await status(station)).toMatchObject({ inSync: false, pending: 1 });
  await sweep();
  const [blocked, ...others] = await talk(station);
  expect(others).toEqual([]);
  expect(blocked!.request.localAuthorizationList).toEqual([
    { idToken: { idToken: "F1", type: "ISO14443" }, idTokenInfo: { status: "Blocked" } },
  ]);
  pass(61);
  await sweep();
  const [expired] = await talk(station);
  expect(expired!.request.localAuthorizationList).toEqual([
    expect.objectContaining({ idTokenInfo: expect.objectContaining({ status: "Expired" }) }),
  ]);
  expect((await ledger(station)).map(({ why }) => why)).toEqual(["card-changed", "card-changed", "edited"]);
  await sweep();
  expect(await talk(station)).toEqual([]);
});

test("D01, C14: a limited card is listed as its limits have it at this station, also after the station has moved", async () => {
  const station = await booted();
  const [here, there] = [uuidv7(), uuidv7()];
  await tenant.inside(async (ctx) => {
    const place = { latitude: 52, longitude: 4, timeZone: "Europe/Berlin" };
    await ctx.db.insert(sites).values([
      { ...place, id: here, name: "Here" },
      { ...place, id: there, name: "There" },
    ]);
    await ctx.db.update(stations).set({ siteId: here }).where(eq(stations.id, station.id));
  });
  const limits: Record<string, object> = {
    L1: { siteIds: [here] },
    L2: { siteIds: [there] },
    L3: { stationIdentities: [station.identity.toLowerCase()] },
    L4: { evses: [2, 1].map((evseId) => ({ stationIdentity: station.identity, evseId })) },
    L5: { connectorTypes: ["cCCS2"] },
    L6: { times: [{ days: ["Mon"], from: "08:00", to: "18:00" }] },
  };
  for (const [idToken, given] of Object.entries(limits))
    await tenant.inside((ctx) =>
      putToken(ctx, idTokenInput.parse({ idToken, type: "ISO14443", status: "Accepted", limits: given })),
    );
  await put(station, ...Object.keys(limits).map(follower));
  const infos = (sent: Sent[]) =>
    Object.fromEntries(
      (sent[0]?.request.localAuthorizationList ?? []).map(({ idToken, idTokenInfo }) => [idToken.idToken, idTokenInfo]),
    );
  expect(infos(await talk(station))).toEqual({
    L1: { status: "Accepted" },
    L2: { status: "NotAtThisLocation" },
    L3: { status: "Accepted" },
    L4: { status: "Accepted", evseId: [1, 2] },
    L5: { status: "NotAllowedTypeEVSE" },
    L6: { status: "NotAtThisTime" },
  });
  await tenant.inside((ctx) => updateStation(ctx, station.identity, { siteId: there }));
  await sweep();
  expect(infos(await talk(station))).toEqual({
    L1: { status: "NotAtThisLocation" },
    L2: { status: "Accepted" },
  });
  await tenant.inside((ctx) =>
    putToken(ctx, idTokenInput.parse({ idToken: "L6", type: "ISO14443", status: "Accepted" })),
  );
  await sweep();
  expect(infos(await talk(station))).toEqual({ L6: { status: "Accepted" } });
});

test("D01: a list that somebody sends past ours replaces it, until it is edited or sent again", async () => {
  const station = await booted();
  await put(station, card("A"), card("B"));
  await talk(station);
  const x = { idToken: { idToken: "X", type: "ISO14443" }, idTokenInfo: { status: "Accepted" } };
  await raw(station, { versionNumber: 40, updateType: "Full", localAuthorizationList: [x, x] });
  expect(told(await talk(station))).toEqual([["Full", 40, "X", "X"]]);
  expect(await status(station)).toMatchObject({ state: "replaced", inSync: false, pending: 3, stationVersion: 40 });
  expect((await entriesOf(station)).map(({ idToken, standing }) => [idToken, standing])).toEqual([
    ["A", "add"],
    ["B", "add"],
    ["X", "remove"],
  ]);
  await boots(station);
  await sweep();
  expect(await talk(station)).toEqual([]);
  await inFull(station);
  expect(told(await talk(station))).toEqual([["Full", 41, "A", "B"]]);
  expect(await status(station)).toMatchObject({ inSync: true, replacedAt: null });
  expect((await ledger(station)).map(({ why, version, entries }) => [why, version, entries])).toEqual([
    ["asked", 41, 2],
    ["raw", 40, 2],
    ["edited", 1, 2],
  ]);
});

test("D01: a foreign list that the station refuses, or that is withdrawn, leaves ours as it was", async () => {
  const station = await booted();
  await put(station, card("A"), card("B"));
  await talk(station);
  await raw(station, { versionNumber: 1, updateType: "Differential" });
  await talk(station, says("VersionMismatch"));
  expect(await status(station)).toMatchObject({ state: "in-step", stationVersion: 1 });
  const { id } = await raw(station, { versionNumber: 2, updateType: "Full" });
  expect(await status(station)).toMatchObject({ state: "replaced" });
  await tenant.inside((ctx) => cancelCommand(ctx, commandOf, id));
  expect(await status(station)).toMatchObject({ state: "in-step", replacedAt: null });
});

test("D01: a raw list to a station that has none of ours is known, and nothing is done about it", async () => {
  const station = await booted();
  await raw(station, { versionNumber: 5, updateType: "Full" });
  await talk(station);
  expect(await status(station)).toMatchObject({ state: "none", stationVersion: 5, desiredVersion: 0 });
  await expect(inFull(station)).rejects.toMatchObject({ kind: "conflict" });
  await put(station, card("A"));
  expect(told(await talk(station))).toEqual([["Full", 6, "A"]]);
});

test("D01: versions begin anew before they are more than a station's 32 bits hold", async () => {
  const station = await booted();
  await raw(station, { versionNumber: 2_147_483_647, updateType: "Full" });
  await talk(station);
  await put(station, card("A"), card("B"));
  await change(station, { put: [card("C")] });
  expect(told(await talk(station))).toEqual([
    ["Full", 1, "A", "B"],
    ["Differential", 2, "C"],
  ]);
});

test("D01: an update that is withdrawn is not sent again by itself; one that nobody settled is", async () => {
  const station = await booted();
  await put(station, card("A"));
  const [update] = await ledger(station);
  await tenant.inside((ctx) => cancelCommand(ctx, commandOf, update!.commandId));
  await sweep();
  expect(await talk(station)).toEqual([]);
  expect(await status(station)).toMatchObject({ state: "withdrawn" });
  await inFull(station);
  const { command } = await tenant.inside((ctx) => claimCommand(ctx, station));
  await tenant.inside((ctx) =>
    ctx.db.update(stationCommands).set({ status: "silent" }).where(eq(stationCommands.id, command!.id)),
  );
  await sweep();
  expect(told(await talk(station))).toEqual([["Full", 3, "A"]]);
});

test("N10: a customer whose data the station wiped is taken off its list too (TC_N_46)", async () => {
  const station = await booted();
  await put(station, card("A"), card("B"));
  await talk(station);
  const clear = (idToken: string) =>
    tenant.inside((ctx) =>
      sendRawCommand(ctx, station.id, requireCommand("CustomerInformation"), {
        ...{ requestId: 1, report: false, clear: true, idToken: { idToken, type: "ISO14443" } },
      }),
    );
  await clear("a");
  const sent = await talk(station);
  expect(sent.map(({ action }) => action)).toEqual(["CustomerInformation", "SendLocalList"]);
  expect(sent[1]!.request).toEqual({
    ...{ versionNumber: 2, updateType: "Differential" },
    localAuthorizationList: [{ idToken: { idToken: "A", type: "ISO14443" } }],
  });
  await clear("nobody");
  expect(await talk(station)).toHaveLength(1);
});

test("D01: ten thousand entries are kept in step, read by pages and found by their beginning", async () => {
  const station = await booted();
  await tells(station, { ItemsPerMessage: "1000" });
  const many = Array.from({ length: 10_000 }, (_, n) => card(`C${String(n).padStart(5, "0")}`));
  await put(station, ...many);
  expect(await talk(station)).toHaveLength(10);
  expect(await status(station)).toMatchObject({ inSync: true, entryCount: 10_000, desiredVersion: 10 });
  const first = await tenant.inside((ctx) =>
    listEntries(ctx, entryList.parse({ identity: station.identity, limit: 1_000 })),
  );
  const next = await tenant.inside((ctx) =>
    listEntries(ctx, entryList.parse({ identity: station.identity, limit: 1, cursor: first.nextCursor })),
  );
  expect([first.items[0]!.idToken, next.items[0]!.idToken]).toEqual(["C00000", "C01000"]);
  expect((await entriesOf(station, { search: "c0999" })).map(({ idToken }) => idToken)).toEqual(
    Array.from({ length: 10 }, (_, n) => `C0999${n}`),
  );
  await change(station, { put: [card("C05000", { status: "Blocked" })] });
  expect((await entriesOf(station, { standing: "change" })).map(({ idToken }) => idToken)).toEqual(["C05000"]);
  expect(told(await talk(station))).toEqual([["Differential", 11, "C05000"]]);
});

test("D01: cards are found by their beginning, and those on the list are marked", async () => {
  const station = await booted();
  for (const idToken of ["FIND-1", "FIND-2", "OTHER"])
    await tenant.inside((ctx) => putToken(ctx, { idToken, type: "ISO14443", status: "Accepted" }));
  await put(station, follower("FIND-2"));
  const found = await tenant.inside((ctx) => findCards(ctx, { identity: station.identity, search: "find", limit: 20 }));
  expect(found.map(({ idToken, isListed }) => [idToken, isListed])).toEqual([
    ["FIND-1", false],
    ["FIND-2", true],
  ]);
});

test("D01: another tenant can neither see nor change a station's list, nor do its cards count here", async () => {
  const station = await booted();
  await tenant.inside((ctx) => putToken(ctx, { idToken: "MINE", type: "ISO14443", status: "Accepted" }));
  await put(station, follower("MINE"), card("B"));
  await talk(station);
  const other = await room.tenant();
  const notFound = { kind: "not-found" };
  const { identity } = station;
  await expect(other.inside((ctx) => getLocalList(ctx, identity))).rejects.toMatchObject(notFound);
  await expect(other.inside((ctx) => putLocalList(ctx, { identity, entries: [] }))).rejects.toMatchObject(notFound);
  await expect(other.inside((ctx) => sendInFull(ctx, { identity }))).rejects.toMatchObject(notFound);
  await other.inside((ctx) => putToken(ctx, { idToken: "MINE", type: "ISO14443", status: "Blocked" }));
  await sweep();
  expect(await talk(station)).toEqual([]);
  expect(await status(station)).toMatchObject({ inSync: true, entryCount: 2 });
});
