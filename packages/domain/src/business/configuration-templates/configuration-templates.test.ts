import { auditEntries, eq, stationCommands, stationDrift } from "@stationmaster/db";
import type { Req, Res } from "@stationmaster/ocpp";
import { aRoom, type RoomStation, type RoomTenant } from "@stationmaster/testing";
import { beforeEach, expect, test } from "vitest";
import { commandOf } from "../../blocks";
import { getBaseReport, messages } from "../../blocks/provisioning";
import { claimCommand, type Outcome, type StationContext, sendCommand, settleCommand } from "../../kernel";
import { countAllDrift } from "../upkeep";
import { applyTemplate, driftOf, getTemplate, putTemplate, removeTemplate, templateFor, templateInput } from ".";

const room = await aRoom();
let tenant: RoomTenant;
beforeEach(async () => {
  tenant = await room.tenant();
});

type Data = NonNullable<Req<"NotifyReport">["reportData"]>;
type Results = Res<"SetVariables">["setVariableResult"];
type Given = Record<string, unknown>;

const heartbeat = { component: "OCPPCommCtrlr", variable: "HeartbeatInterval" };
const threshold = { component: "OCPPCommCtrlr", variable: "OfflineThreshold" };
const wants = (value: string, names: Given = heartbeat): Given => ({ ...names, attributeValue: value });
const put = (key: string, variables: Given[], more: Given = {}, of = tenant) =>
  of.inside(async (ctx) =>
    putTemplate(ctx, key, templateInput.parse({ vendor: "Kestrel", model: "K-22", variables, ...more })),
  );
const kestrel = (values: Parameters<RoomTenant["station"]>[0] = {}) =>
  tenant.station({ bootStatus: "Accepted", vendor: "Kestrel", model: "K-22", ...values });
const drift = (station: RoomStation) => tenant.inside((ctx) => driftOf(ctx, station.id));
const stateOf = async (station: RoomStation) => (await drift(station)).items.map(({ state }) => state);
const countOf = async (station: RoomStation) => {
  await countAllDrift({ directory: room.directory.db, ingest: room.ingest.sql, outlets: room.outlets });
  return counted(station);
};
const counted = async (station: RoomStation) =>
  (await tenant.inside((ctx) => ctx.db.select().from(stationDrift).where(eq(stationDrift.stationId, station.id))))[0];
const apply = (station: RoomStation, options = {}) => tenant.inside((ctx) => applyTemplate(ctx, station, options));
const hears = (station: RoomStation, action: string, request: object) =>
  tenant.asStation(station, (ctx) =>
    (
      messages.find((message) => message.action === action)!.handle as (
        ctx: StationContext,
        request: object,
      ) => Promise<unknown>
    )(ctx, request),
  );

const told = (
  value: string | undefined,
  names = heartbeat,
  { mutability = "ReadWrite", ...characteristics }: Given = {},
) =>
  ({
    component: { name: names.component },
    variable: { name: names.variable },
    variableAttribute: [{ mutability, ...(value === undefined ? {} : { value }) }],
    variableCharacteristics: { dataType: "integer", supportsMonitoring: false, ...characteristics },
  }) as Data[number];

/** The station tells its whole device model. */
async function inventory(station: RoomStation, reportData: Data) {
  await tenant.inside((ctx) => sendCommand(ctx, station.id, getBaseReport, { reportBase: "FullInventory" }));
  const { command } = await tenant.inside((ctx) => claimCommand(ctx, station));
  await settle(station, command!.id, { kind: "answered", response: { status: "Accepted" } as never });
  await hears(station, "NotifyReport", {
    ...{ requestId: command!.requestId, seqNo: 0, generatedAt: room.clock.now.toISOString(), reportData },
  });
}
const settle = (station: RoomStation, id: string, outcome: Outcome) =>
  tenant.inside((ctx) => settleCommand(ctx, commandOf, id, station.epoch, outcome));

/** The station answers what waits for it, each variable with a status by its name. */
async function answers(station: RoomStation, statuses: Record<string, string> = {}) {
  const { command } = await tenant.inside((ctx) => claimCommand(ctx, station));
  const { setVariableData } = command!.request as Req<"SetVariables">;
  const setVariableResult = setVariableData.map(({ attributeValue: _, ...names }) => ({
    ...names,
    attributeStatus: statuses[names.variable.name] ?? "Accepted",
    ...(statuses[names.variable.name] === "Rejected"
      ? { attributeStatusInfo: { reasonCode: "OutOfRange", additionalInfo: "at most 60" } }
      : {}),
  })) as Results;
  await settle(station, command!.id, { kind: "answered", response: { setVariableResult } as never });
  return setVariableData;
}

test("B05: the template of a model holds before the one of its vendor, whatever the case, and there are never two for the same", async () => {
  await put("kestrel", [wants("60")], { model: null });
  await put("k-22", [wants("30")]);
  const of = (vendor: string | null, model: string | null) =>
    tenant.inside(async (ctx) => (await templateFor(ctx, { vendor, model }))?.key ?? null);
  expect(await of("KESTREL", "k-22")).toBe("k-22");
  expect(await of("Kestrel ", "K-23")).toBe("kestrel");
  expect(await of("Kestrel", null)).toBe("kestrel");
  expect(await of("Heron", "K-22")).toBeNull();
  expect(await of(null, null)).toBeNull();
  await expect(put("again", [wants("1")], { vendor: "kestrel", model: "K-22" })).rejects.toMatchObject({
    ...{ kind: "conflict", field: "model" },
    message: "There is a template for kestrel K-22 already: k-22.",
  });
});

test("B05: wanted against actual: never told, different, the same in another spelling, without a value, and not there", async () => {
  const station = await kestrel();
  const flag = { component: "AuthCtrlr", variable: "Enabled" };
  const list = { component: "TxCtrlr", variable: "TxStartPoint" };
  await put("k-22", [
    wants("300"),
    wants("60", threshold),
    wants("true", flag),
    wants("EVConnected, Authorized", list),
  ]);
  expect(await stateOf(station)).toEqual(["unknown", "unknown", "unknown", "unknown"]);
  await inventory(station, [
    told("+300.0"),
    told("TRUE", flag, { dataType: "boolean" }),
    told("Authorized,EVConnected", list, { dataType: "MemberList" }),
  ]);
  expect((await drift(station)).items).toMatchObject([
    { variable: "Enabled", state: "same", desired: "true", actual: "TRUE", dataType: "boolean" },
    { variable: "HeartbeatInterval", state: "same" },
    { variable: "OfflineThreshold", state: "missing", actual: null },
    { variable: "TxStartPoint", state: "same" },
  ]);
  await inventory(station, [told("120"), told(undefined, threshold), told("false", flag, { dataType: "boolean" })]);
  expect(await stateOf(station)).toEqual(["different", "different", "unknown", "missing"]);
  expect(await countOf(station)).toMatchObject({ templateKey: "k-22", different: 2, unknown: 1, missing: 1, same: 0 });
});

test("B05: what is no number is compared as text, and breaks nothing", async () => {
  const station = await kestrel();
  await put("k-22", [wants("many"), wants("1e400", threshold)]);
  await inventory(station, [told("1.2.3"), told("", threshold)]);
  expect(await stateOf(station)).toEqual(["different", "different"]);
});

test("B05: a repair asks only for what differs; what the station took is the same from then on, or after its next boot", async () => {
  const station = await kestrel();
  const flag = { component: "AuthCtrlr", variable: "Enabled" };
  await put("k-22", [wants("300"), wants("60", threshold), wants("true", flag)]);
  await inventory(station, [told("300"), told("10", threshold), told("false", flag, { dataType: "boolean" })]);
  expect(await apply(station)).toMatchObject({
    templateKey: "k-22",
    asked: 2,
    alreadyAsked: 0,
    commandIds: [expect.any(String)],
  });
  expect((await drift(station)).items.map(({ isAsked }) => isAsked)).toEqual([true, false, true]);
  expect(await answers(station, { Enabled: "RebootRequired" })).toEqual([
    { component: { name: "AuthCtrlr" }, variable: { name: "Enabled" }, attributeValue: "true" },
    { component: { name: "OCPPCommCtrlr" }, variable: { name: "OfflineThreshold" }, attributeValue: "60" },
  ]);
  expect(await stateOf(station)).toEqual(["reboot-required", "same", "same"]);
  expect(await countOf(station)).toMatchObject({ same: 2, rebootRequired: 1, different: 0 });
  await hears(station, "BootNotification", {
    reason: "PowerUp",
    chargingStation: { vendorName: "Kestrel", model: "K-22" },
  });
  expect(await stateOf(station)).toEqual(["same", "same", "same"]);
  expect(await apply(station)).toMatchObject({ commandIds: [], asked: 0 });
});

test("B05.FR.11: as many requests as the station's limit makes; one that is refused as a whole keeps no other from being taken", async () => {
  const station = await kestrel({ itemsPerMessage: { SetVariables: 4 } });
  const names = Array.from({ length: 10 }, (_, n) => ({ component: "VendorCtrlr", variable: `V${n}` }));
  await put(
    "k-22",
    names.map((name) => wants("1", name)),
  );
  const { commandIds } = await apply(station);
  expect(commandIds).toHaveLength(3);
  const { command } = await tenant.inside((ctx) => claimCommand(ctx, station));
  expect((command!.request as Req<"SetVariables">).setVariableData).toHaveLength(4);
  await settle(station, command!.id, { kind: "refused", error: { code: "InternalError", description: "" } });
  await answers(station);
  await answers(station);
  expect((await stateOf(station)).filter((state) => state === "same")).toHaveLength(6);
  expect((await apply(station)).asked).toBe(4);
});

test("B05: what a station refuses or lacks is explained, is not asked again by itself, and the others are applied", async () => {
  const station = await kestrel();
  const absent = { component: "NoCtrlr", variable: "Nothing" };
  await put("k-22", [wants("300"), wants("60", threshold), wants("1", absent)]);
  await apply(station);
  await answers(station, { HeartbeatInterval: "Rejected", Nothing: "UnknownComponent" });
  expect((await drift(station)).items).toMatchObject([
    { variable: "Nothing", state: "missing", answer: { status: "UnknownComponent" } },
    {
      variable: "HeartbeatInterval",
      state: "refused",
      answer: { status: "Rejected", reason: "OutOfRange: at most 60", value: "300" },
    },
    { variable: "OfflineThreshold", state: "same" },
  ]);
  expect(await apply(station)).toMatchObject({ commandIds: [], asked: 0, leftAlone: 2 });
  expect(await apply(station, { insist: true })).toMatchObject({ asked: 2, leftAlone: 0 });
  await answers(station, { HeartbeatInterval: "Rejected", Nothing: "UnknownComponent" });
  // Another value is another question.
  await put("k-22", [wants("50"), wants("1", absent)]);
  expect(await stateOf(station)).toEqual(["missing", "unknown"]);
  // Told since, it is there after all.
  room.clock.now = new Date(room.clock.now.getTime() + 1_000);
  await inventory(station, [told("50"), told("0", absent), told("1", threshold, { mutability: "ReadOnly" })]);
  expect(await stateOf(station)).toEqual(["different", "same"]);
});

test("B05: what the station says is read-only is not asked for", async () => {
  const station = await kestrel();
  await put("k-22", [wants("300")]);
  await inventory(station, [told("60", heartbeat, { mutability: "ReadOnly" })]);
  expect(await stateOf(station)).toEqual(["refused"]);
  expect((await apply(station)).commandIds).toEqual([]);
});

test("B05: two who repair at once ask once, and a station that is away is asked when it comes, until the deadline", async () => {
  const station = await kestrel({ isOnline: false });
  await put("k-22", [wants("300")]);
  const both = await Promise.all([apply(station, { deadlineSeconds: 3_600 }), apply(station)]);
  expect(both.map(({ asked }) => asked).sort()).toEqual([0, 1]);
  expect(both.map(({ alreadyAsked }) => alreadyAsked).sort()).toEqual([0, 1]);
  const commands = await tenant.inside((ctx) => ctx.db.select().from(stationCommands));
  expect(commands).toMatchObject([{ status: "queued", action: "SetVariables" }]);
});

test("B05: a station of another make, one that never booted, and one whose template is gone drift from nothing", async () => {
  const [other, fresh, mine] = [await kestrel({ vendor: "Heron" }), await tenant.station(), await kestrel()];
  await put("kestrel", [wants("60")], { model: null });
  await put("k-22", [wants("30")]);
  for (const station of [other, fresh]) {
    expect(await drift(station)).toEqual({ templateKey: null, items: [] });
    expect(await apply(station)).toMatchObject({ templateKey: null, commandIds: [] });
    expect(await countOf(station)).toBeUndefined();
  }
  await tenant.inside((ctx) => removeTemplate(ctx, "k-22"));
  expect(await drift(mine)).toMatchObject({ templateKey: "kestrel", items: [{ desired: "60" }] });
  expect(await countOf(mine)).toMatchObject({ templateKey: "kestrel", unknown: 1 });
  await tenant.inside((ctx) => removeTemplate(ctx, "kestrel"));
  expect(await countOf(mine)).toBeUndefined();
  expect(await apply(mine)).toMatchObject({ templateKey: null, asked: 0 });
  // It boots as another model.
  await put("heron", [wants("5")], { vendor: "Heron", model: null });
  await hears(mine, "BootNotification", { reason: "PowerUp", chargingStation: { vendorName: "heron", model: "H" } });
  expect(await countOf(mine)).toMatchObject({ templateKey: "heron", unknown: 1 });
});

test("B05: a variable named twice, a secret, one that is write-only, and a value too long are refused in words", async () => {
  const station = await kestrel();
  await inventory(station, [told(undefined, threshold, { mutability: "WriteOnly" })]);
  const twice = put("k-22", [wants("1"), wants("2", { component: "ocppcommctrlr", variable: "heartbeatinterval" })]);
  await expect(twice).rejects.toMatchObject({
    kind: "invalid",
    field: "variables.1.variable",
    message: "ocppcommctrlr.heartbeatinterval stands in it twice.",
  });
  await expect(
    put("k-22", [wants("hunter2hunter2hunter2", { component: "SecurityCtrlr", variable: "BasicAuthPassword" })]),
  ).rejects.toMatchObject({
    ...{ kind: "invalid", field: "variables.0.variable" },
    message: expect.stringContaining("SecurityCtrlr.BasicAuthPassword is a secret"),
  });
  await expect(put("k-22", [wants("1"), wants("1", threshold)])).rejects.toMatchObject({
    ...{ kind: "invalid", field: "variables.1.variable" },
    message: expect.stringContaining("write-only"),
  });
  const bad = (variables: unknown) => templateInput.safeParse({ vendor: "Kestrel", variables }).error?.issues[0]?.path;
  expect(bad([wants("x".repeat(1_001))])).toEqual(["variables", 0, "attributeValue"]);
  expect(bad([wants("x".repeat(1_000))])).toBeUndefined();
  expect(bad([wants("1", { component: "Connector", variable: "Available", connectorId: 1 })])).toEqual([
    "variables",
    0,
    "evseId",
  ]);
  expect(bad([])).toEqual(["variables"]);
  expect(await tenant.inside((ctx) => templateFor(ctx, { vendor: "Kestrel", model: null }))).toBeNull();
});

test("B05: who changed a template, and what, is on record; a change of what somebody else has changed meanwhile is refused", async () => {
  const first = await put("k-22", [wants("300")]);
  expect(first).toMatchObject({ version: 1, updatedBy: "Stationmaster" });
  expect(await put("k-22", [wants("300")])).toMatchObject({ version: 1 });
  await put("k-22", [wants("60"), wants("9", threshold)], { version: 1 });
  await expect(put("k-22", [wants("10")], { version: 1 })).rejects.toMatchObject({
    kind: "conflict",
    field: "version",
  });
  await expect(put("new", [wants("10")], { vendor: "Heron", version: 3 })).rejects.toMatchObject({ kind: "conflict" });
  const both = await Promise.allSettled(["1", "2"].map((value) => put("k-22", [wants(value)], { version: 2 })));
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect((await tenant.inside((ctx) => getTemplate(ctx, "k-22"))).version).toBe(3);
  const entries = await tenant.inside((ctx) => ctx.db.select().from(auditEntries).orderBy(auditEntries.id));
  expect(entries).toHaveLength(3);
  expect(entries[1]!.details).toMatchObject({
    version: 2,
    changes: [
      { variable: "OCPPCommCtrlr.HeartbeatInterval", from: "300", to: "60" },
      { variable: "OCPPCommCtrlr.OfflineThreshold", from: null, to: "9" },
    ],
  });
});

test("B05: a thousand variables are asked for in requests of fifty, and their answers are kept", async () => {
  const station = await kestrel();
  await put(
    "k-22",
    Array.from({ length: 1_000 }, (_, n) => wants("x".repeat(20), { component: "VendorCtrlr", variable: `V${n}` })),
  );
  const { commandIds } = await apply(station);
  expect(commandIds).toHaveLength(20);
  for (const _ of commandIds) await answers(station);
  expect(await countOf(station)).toMatchObject({ same: 1_000, unknown: 0 });
});

test("B05: the templates of another tenant hold for nobody else's stations", async () => {
  const other = await room.tenant();
  await put("k-22", [wants("300")], {}, other);
  const station = await kestrel();
  expect(await drift(station)).toEqual({ templateKey: null, items: [] });
  await expect(tenant.inside((ctx) => getTemplate(ctx, "k-22"))).rejects.toMatchObject({ kind: "not-found" });
  await expect(tenant.inside((ctx) => removeTemplate(ctx, "k-22"))).rejects.toMatchObject({ kind: "not-found" });
  const theirs = await other.station({ vendor: "Kestrel", model: "K-22" });
  expect(await tenant.inside((ctx) => driftOf(ctx, theirs.id))).toEqual({ templateKey: null, items: [] });
  expect(await tenant.inside((ctx) => applyTemplate(ctx, theirs))).toMatchObject({ commandIds: [] });
  await put("k-22", [wants("10")]);
  expect(await other.inside((ctx) => getTemplate(ctx, "k-22"))).toMatchObject({
    variables: [{ attributeValue: "300" }],
  });
});
