import { randomUUID } from "node:crypto";
import { deviceVariables, eq, stationBoots, stationCommands, stations } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { aRoom, type RoomStation } from "@stationmaster/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  claimCommand,
  commandOf,
  hashesOf,
  hashStationPassword,
  isPasswordOf,
  type StationContext,
  sendCommand,
  sendRawCommand,
  settleCommand,
} from "../..";
import { getBaseReport, getReport, limitsOf, listVariables, messages, reset, setVariables } from ".";
import { splitItems } from "./limits";

const room = await aRoom();
const tenant = await room.tenant();

const handle = (action: string, request: object) => (ctx: StationContext) =>
  (
    messages.find((message) => message.action === action)!.handle as (
      ctx: StationContext,
      request: object,
    ) => Promise<Record<string, unknown>>
  )(ctx, request);

const boot = (reason: Req<"BootNotification">["reason"] = "PowerUp") =>
  handle("BootNotification", {
    reason,
    chargingStation: { vendorName: "Kestrel", model: "K-22", serialNumber: "S1", firmwareVersion: "1.0" },
  });

const rowOf = (station: RoomStation) =>
  tenant.inside(async (ctx) => (await ctx.db.select().from(stations).where(eq(stations.id, station.id)))[0]!);
const claim = (station: RoomStation) => tenant.inside((ctx) => claimCommand(ctx, station));
const answered = (station: RoomStation, id: string, response: object) =>
  tenant.inside((ctx) =>
    settleCommand(ctx, commandOf, id, station.epoch, { kind: "answered", response: response as never }),
  );

const offlineThreshold = { component: { name: "OCPPCommCtrlr" }, variable: { name: "OfflineThreshold" } };
const password = { component: { name: "SecurityCtrlr" }, variable: { name: "BasicAuthPassword" } };

test("B01: a boot is accepted, and says who the station is", async () => {
  const station = await tenant.station();
  expect(await tenant.asStation(station, boot())).toEqual({
    currentTime: room.clock.now.toISOString(),
    interval: 300,
    status: "Accepted",
  });
  expect(await rowOf(station)).toMatchObject({
    bootStatus: "Accepted",
    vendor: "Kestrel",
    model: "K-22",
    serialNumber: "S1",
    firmwareVersion: "1.0",
    bootReason: "PowerUp",
  });
  expect(
    await tenant.inside((ctx) => ctx.db.select().from(stationBoots).where(eq(stationBoots.stationId, station.id))),
  ).toHaveLength(1);
});

test("B02: a station set to Pending is told so, and only configuration may be sent to it", async () => {
  const station = await tenant.station({ registrationStatus: "Pending" });
  expect(await tenant.asStation(station, boot())).toMatchObject({ status: "Pending", interval: 10 });
  await tenant.inside((ctx) =>
    sendRawCommand(ctx, station.id, commandOf("UnlockConnector")!, { evseId: 1, connectorId: 1 }),
  );
  expect((await claim(station)).command).toBeNull();
  await tenant.inside((ctx) =>
    sendRawCommand(ctx, station.id, commandOf("TriggerMessage")!, { requestedMessage: "BootNotification" }),
  );
  expect((await claim(station)).command).toMatchObject({ action: "TriggerMessage", status: "sent" });
});

test("B03: to a rejected station nothing is sent", async () => {
  const station = await tenant.station({ registrationStatus: "Rejected" });
  expect(await tenant.asStation(station, boot())).toMatchObject({ status: "Rejected" });
  await tenant.inside((ctx) =>
    sendRawCommand(ctx, station.id, commandOf("TriggerMessage")!, { requestedMessage: "BootNotification" }),
  );
  expect((await claim(station)).command).toBeNull();
});

test("B05: one variable twice in one request is refused, and what the station took is in its device model", async () => {
  const station = await tenant.station({ bootStatus: "Accepted" });
  const item = { ...offlineThreshold, attributeValue: "123" };
  const twice = { ...item, component: { name: "ocppcommctrlr" } };
  await expect(
    tenant.inside((ctx) => sendCommand(ctx, station.id, setVariables, { setVariableData: [item, twice] })),
  ).rejects.toThrow("only once");
  const { id } = await tenant.inside((ctx) => sendCommand(ctx, station.id, setVariables, { setVariableData: [item] }));
  await claim(station);
  await answered(station, id, { setVariableResult: [{ ...offlineThreshold, attributeStatus: "RebootRequired" }] });
  const model = () =>
    tenant.inside((ctx) => ctx.db.select().from(deviceVariables).where(eq(deviceVariables.stationId, station.id)));
  expect(await model()).toMatchObject([{ variable: "OfflineThreshold", value: "123", rebootRequired: true }]);
  await tenant.asStation(station, boot("RemoteReset"));
  expect(await model()).toMatchObject([{ rebootRequired: false }]);
});

test("A01: an accepted password replaces the old one, a rejected one changes nothing, and after silence both are good", async () => {
  const old = hashStationPassword("old-password-0000");
  const outcomes = [
    { result: "Accepted", current: "new-password-1111", next: null },
    { result: "Rejected", current: "old-password-0000", next: null },
    { result: null, current: "old-password-0000", next: "new-password-1111" },
  ];
  for (const { result, current, next } of outcomes) {
    const station = await tenant.station({ bootStatus: "Accepted", passwordHash: old });
    const { id } = await tenant.inside((ctx) =>
      sendCommand(ctx, station.id, setVariables, {
        setVariableData: [{ ...password, attributeValue: "new-password-1111" }],
      }),
    );
    await claim(station);
    if (result) await answered(station, id, { setVariableResult: [{ ...password, attributeStatus: result }] });
    else await tenant.inside((ctx) => settleCommand(ctx, commandOf, id, 1, { kind: "silent" }));
    const row = await rowOf(station);
    expect(isPasswordOf(row.passwordHash!, current)).toBe(true);
    expect(row.nextPasswordHash && next && isPasswordOf(row.nextPasswordHash, next)).toBe(next && true);
    const [record] = await tenant.inside((ctx) =>
      ctx.db.select().from(stationCommands).where(eq(stationCommands.id, id)),
    );
    expect(JSON.stringify(record)).not.toContain("new-password");
  }
});

test("A01: after tries whose answers were lost every one of them may be in force; what the station takes at last is the only one", async () => {
  const station = await tenant.station({
    bootStatus: "Accepted",
    passwordHash: hashStationPassword("old-password-0000"),
  });
  const change = async (attributeValue: string, result: string | null) => {
    const { id } = await tenant.inside((ctx) =>
      sendCommand(ctx, station.id, setVariables, { setVariableData: [{ ...password, attributeValue }] }),
    );
    await claim(station);
    if (result) await answered(station, id, { setVariableResult: [{ ...password, attributeStatus: result }] });
    else await tenant.inside((ctx) => settleCommand(ctx, commandOf, id, 1, { kind: "silent" }));
    const { passwordHash, nextPasswordHash } = await rowOf(station);
    return { passwordHash: passwordHash!, next: hashesOf(nextPasswordHash) };
  };
  await change("first-lost-111111", null);
  const { passwordHash, next } = await change("second-lost-22222", null);
  expect(isPasswordOf(passwordHash, "old-password-0000")).toBe(true);
  expect(next.map((hash) => isPasswordOf(hash, "first-lost-111111"))).toEqual([true, false]);
  expect(next.map((hash) => isPasswordOf(hash, "second-lost-22222"))).toEqual([false, true]);
  expect((await change("refused-33333333", "Rejected")).next).toEqual(next);
  expect((await change("for-reboot-444444", "RebootRequired")).next).toHaveLength(3);
  const taken = await change("taken-5555555555", "Accepted");
  expect([isPasswordOf(taken.passwordHash, "taken-5555555555"), taken.next]).toEqual([true, []]);
});

test("A01: a password that a station tells, or takes, is in no device model and in no record", async () => {
  const station = await tenant.station({ bootStatus: "Accepted" });
  const wifi = { component: { name: "Wifi" }, variable: { name: "Passphrase" } };
  const told = { ...wifi, variableAttribute: [{ value: "told-secret" }] };
  await tenant.asStation(
    station,
    handle("NotifyReport", {
      ...{ requestId: 1, generatedAt: "2026-06-01T12:00:00Z", seqNo: 0 },
      reportData: [{ ...password, variableAttribute: [{ value: "told-secret" }] }, told],
    }),
  );
  const { id } = await tenant.inside((ctx) =>
    sendCommand(ctx, station.id, setVariables, { setVariableData: [{ ...wifi, attributeValue: "set-secret" }] }),
  );
  await claim(station);
  await answered(station, id, { setVariableResult: [{ ...wifi, attributeStatus: "Accepted" }] });
  const model = await tenant.inside((ctx) =>
    ctx.db.select().from(deviceVariables).where(eq(deviceVariables.stationId, station.id)),
  );
  expect(model.map(({ variable, value }) => [variable, value]).sort()).toEqual([
    ["BasicAuthPassword", null],
    ["Passphrase", null],
  ]);
  const [record] = await tenant.inside((ctx) =>
    ctx.db.select().from(stationCommands).where(eq(stationCommands.id, id)),
  );
  expect(JSON.stringify(record)).not.toContain("secret");
});

const reportItem = (variable: string, value: string) => ({
  component: { name: "AuthCtrlr" },
  variable: { name: variable },
  variableAttribute: [{ value }],
});
const notify = (requestId: number, seqNo: number, tbc: boolean, ...items: object[]) =>
  handle("NotifyReport", {
    requestId,
    seqNo,
    tbc,
    generatedAt: "2026-06-01T12:00:00Z",
    ...(items.length > 0 ? { reportData: items } : {}),
  });

test("B07: a full inventory in parts, in any order and twice, replaces the device model at its last part", async () => {
  const station = await tenant.station({ bootStatus: "Accepted" });
  const variables = async () =>
    (await tenant.inside((ctx) => listVariables(ctx, station.id, { limit: 100 }))).map(({ variable }) => variable);
  await tenant.asStation(station, notify(900, 0, false, reportItem("Gone", "1")));
  expect(await variables()).toEqual(["Gone"]);
  const { id, requestId } = await tenant.inside((ctx) =>
    sendCommand(ctx, station.id, getBaseReport, { reportBase: "FullInventory" }),
  );
  await claim(station);
  await answered(station, id, { status: "Accepted" });
  await tenant.asStation(station, notify(requestId!, 2, false, reportItem("C", "3")));
  await tenant.asStation(station, notify(requestId!, 0, true, reportItem("A", "1")));
  await tenant.asStation(station, notify(requestId!, 0, true, reportItem("A", "1")));
  expect(await variables()).toEqual(["Gone"]);
  await tenant.asStation(station, notify(requestId!, 1, true, reportItem("B", "2")));
  expect(await variables()).toEqual(["A", "B", "C"]);
  await tenant.asStation(station, notify(requestId!, 2, false, reportItem("C", "3")));
  expect(await variables()).toEqual(["A", "B", "C"]);
  const [command] = await tenant.inside((ctx) =>
    ctx.db.select().from(stationCommands).where(eq(stationCommands.id, id)),
  );
  expect(command!.observed).toEqual({ parts: 3, variables: 3 });
});

test("B07: a report whose first part overtakes the answer is the command's all the same", async () => {
  const station = await tenant.station({ bootStatus: "Accepted" });
  const { id, requestId } = await tenant.inside((ctx) =>
    sendCommand(ctx, station.id, getBaseReport, { reportBase: "SummaryInventory" }),
  );
  await claim(station);
  await tenant.asStation(station, notify(requestId!, 0, false, reportItem("A", "1")));
  await answered(station, id, { status: "Accepted" });
  const [command] = await tenant.inside((ctx) =>
    ctx.db.select().from(stationCommands).where(eq(stationCommands.id, id)),
  );
  expect(command).toMatchObject({ status: "answered", observed: { parts: 1, variables: 1 } });
});

test("B06: requests are cut to the station's ItemsPerMessage, which an operator may overrule", async () => {
  const station = await tenant.station({ bootStatus: "Accepted" });
  await tenant.asStation(
    station,
    handle("NotifyReport", {
      requestId: 1,
      seqNo: 0,
      generatedAt: "2026-06-01T12:00:00Z",
      reportData: [
        {
          component: { name: "DeviceDataCtrlr" },
          variable: { name: "ItemsPerMessage", instance: "GetVariables" },
          variableAttribute: [{ value: "4" }],
        },
      ],
    }),
  );
  expect((await tenant.inside((ctx) => limitsOf(ctx, station.id))).items).toEqual({ GetVariables: 4 });
  await tenant.inside((ctx) =>
    ctx.db
      .update(stations)
      .set({ itemsPerMessage: { GetVariables: 2 } })
      .where(eq(stations.id, station.id)),
  );
  expect((await tenant.inside((ctx) => limitsOf(ctx, station.id))).items).toEqual({ GetVariables: 2 });
});

test("B06: cutting loses nothing, keeps the order and passes no limit", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 40 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 60, max: 400 }),
      (items, most, bytes) => {
        const requests = splitItems(items, (batch) => ({ batch }), most, bytes);
        expect(requests.flatMap(({ batch }) => batch)).toEqual(items);
        for (const { batch } of requests) {
          expect(batch.length).toBeLessThanOrEqual(most);
          const frame = JSON.stringify([2, randomUUID(), "SetVariableMonitoring", { batch }]);
          if (batch.length > 1) expect(Buffer.byteLength(frame)).toBeLessThanOrEqual(bytes);
        }
      },
    ),
  );
});

test("B05.FR.13: what one request may not hold twice goes out in two, and each result finds its own", async () => {
  const station = await tenant.station({ bootStatus: "Accepted" });
  const item = { ...offlineThreshold, attributeValue: "1" };
  const same = { component: { name: "ocppCommCtrlr" }, variable: { name: "offlineThreshold" }, attributeValue: "2" };
  const setVariableData = [item, { ...item, attributeType: "Target" as const }, same];
  const { split } = setVariables as { split: NonNullable<(typeof setVariables)["split"]> };
  expect(split({ setVariableData } as Req<"SetVariables">, { items: {}, bytes: {} })).toEqual([
    { setVariableData: setVariableData.slice(0, 2) },
    { setVariableData: [same] },
  ]);
  const secret = { ...password, attributeValue: "new-password-1111" };
  expect(split({ setVariableData: [secret, item] }, { items: {}, bytes: {} })).toEqual([
    { setVariableData: [item] },
    { setVariableData: [secret] },
  ]);
  const { id } = await tenant.inside((ctx) =>
    sendRawCommand(ctx, station.id, commandOf("SetVariables")!, { setVariableData: [item, same] }),
  );
  await claim(station);
  const results = ["Accepted", "Rejected"].map((attributeStatus) => ({ ...offlineThreshold, attributeStatus }));
  await answered(station, id, { setVariableResult: results });
  const [row] = await tenant.inside((ctx) => listVariables(ctx, station.id, { limit: 10 }));
  expect(row).toMatchObject({ value: "1" });
});

test("B08.FR.06, .18: a report on more variables than one message takes is asked for in several, a refusal of one is the answer", () => {
  const componentVariable = [1, 2, 3].map((id) => ({ component: { name: "EVSE", evse: { id } } }));
  const request = { requestId: 7, componentCriteria: ["Active"], componentVariable } as unknown as Req<"GetReport">;
  const { split, join } = getReport;
  expect(split!(request, { items: { GetReport: 2 }, bytes: {} })).toEqual([
    { ...request, componentVariable: componentVariable.slice(0, 2) },
    { ...request, componentVariable: componentVariable.slice(2) },
  ]);
  expect(split!(request, { items: {}, bytes: { GetReport: 200 } }).length).toBeGreaterThan(1);
  expect(split!({ requestId: 7 }, { items: { GetReport: 1 }, bytes: {} })).toEqual([{ requestId: 7 }]);
  expect(join!([{ status: "EmptyResultSet" }, { status: "Accepted" }])).toEqual({ status: "Accepted" });
  expect(join!([{ status: "Accepted" }, { status: "Rejected" }])).toEqual({ status: "Rejected" });
});

test("B11: a Reset that was refused is not what the next boot shows", async () => {
  const station = await tenant.station({ bootStatus: "Accepted" });
  const { id } = await tenant.inside((ctx) => sendCommand(ctx, station.id, reset, { type: "Immediate" }));
  await claim(station);
  await answered(station, id, { status: "Rejected" });
  await tenant.asStation(station, boot("PowerUp"));
  const [command] = await tenant.inside((ctx) =>
    ctx.db.select().from(stationCommands).where(eq(stationCommands.id, id)),
  );
  expect(command).toMatchObject({ status: "answered", observedAt: null });
});

test("B11: the boot that follows is the effect a Reset waited for", async () => {
  const station = await tenant.station({ bootStatus: "Accepted" });
  const { id } = await tenant.inside((ctx) => sendCommand(ctx, station.id, reset, { type: "OnIdle" }));
  await claim(station);
  await answered(station, id, { status: "Scheduled" });
  await tenant.asStation(station, boot("ScheduledReset"));
  const [command] = await tenant.inside((ctx) =>
    ctx.db.select().from(stationCommands).where(eq(stationCommands.id, id)),
  );
  expect(command).toMatchObject({
    status: "answered",
    response: { status: "Scheduled" },
    observed: { booted: "ScheduledReset" },
  });
});

test("B07: another tenant cannot read a device model or send a command", async () => {
  const station = await tenant.station({ bootStatus: "Accepted" });
  await tenant.asStation(station, notify(1, 0, false, reportItem("A", "1")));
  const other = await room.tenant();
  expect(await other.inside((ctx) => listVariables(ctx, station.id, { limit: 10 }))).toEqual([]);
  await expect(
    other.inside((ctx) => sendRawCommand(ctx, station.id, commandOf("ClearCache")!, {})),
  ).rejects.toMatchObject({ cause: { code: "23503" } });
});
