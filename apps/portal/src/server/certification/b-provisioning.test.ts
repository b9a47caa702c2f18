import { advanceOnboarding } from "@stationmaster/domain/business/onboarding";
import type { Req, Res } from "@stationmaster/ocpp";
import { expect, test, vi } from "vitest";
import { aLab, type Bench, card, type Form, forms, now } from "../test/a-lab";

const lab = await aLab();
const accepted = { status: "Accepted" } as const;
const booting = (reason: Req<"BootNotification">["reason"] = "PowerUp") => ({
  reason,
  chargingStation: { vendorName: "Lab", model: "L-1" },
});

test.each(forms)("B01.FR.02: a cold boot is accepted, and every connector told, by %s (TC_B_01_CSMS)", async (form) => {
  const bench = await lab.station({ boots: false });
  const { currentTime, interval } = await bench.boot(form);
  expect(Math.abs(Date.parse(currentTime) - Date.now())).toBeLessThan(60_000);
  expect(interval).toBeGreaterThan(0);
  expect(await bench.statuses()).toEqual(["Available", "Available"]);
});

test("B02.FR.01, .06: a boot is kept pending, the station configured meanwhile, and then accepted (TC_B_02_CSMS)", async () => {
  const bench = await lab.station({ boots: false });
  await bench.api("PATCH", bench.path, { registrationStatus: "Pending" });
  expect(await bench.call("BootNotification", booting())).toMatchObject({
    status: "Pending",
    interval: expect.any(Number),
  });
  await bench.operate(
    "GetVariables",
    { getVariableData: [threshold] },
    { getVariableResult: [{ ...threshold, attributeStatus: "Accepted", attributeValue: "60" }] },
  );
  await bench.api("PATCH", bench.path, { registrationStatus: "Accepted" });
  await bench.boot();
});

test.each(["Pending", "Rejected"])(
  "B02.FR.09, B03.FR.07: a station that is %s hears SecurityError for what it was not asked (TC_B_30_CSMS)",
  async (registrationStatus) => {
    const bench = await lab.station({ boots: false });
    await bench.api("PATCH", bench.path, { registrationStatus });
    await bench.call("BootNotification", booting());
    const status = { timestamp: now(), connectorStatus: "Available", evseId: 1, connectorId: 1 };
    expect(await bench.line.call("StatusNotification", status)).toMatchObject({ kind: "error", code: "SecurityError" });
    const event = {
      generatedAt: now(),
      seqNo: 0,
      eventData: [
        {
          eventId: 1,
          timestamp: now(),
          trigger: "Delta",
          actualValue: "Available",
          eventNotificationType: "HardWiredNotification",
          component: { name: "Connector", evse: { id: 1, connectorId: 1 } },
          variable: { name: "AvailabilityState" },
        },
      ],
    };
    expect(await bench.line.call("NotifyEvent", event)).toMatchObject({ kind: "error", code: "SecurityError" });
  },
);

test("B02, F06: a pending station is asked to boot again, and accepted (TC_B_31_CSMS)", async () => {
  const bench = await lab.station({ boots: false });
  await bench.api("PATCH", bench.path, { registrationStatus: "Pending" });
  await bench.call("BootNotification", booting());
  const command = await bench.operate("TriggerMessage", { requestedMessage: "BootNotification" }, accepted);
  await bench.api("PATCH", bench.path, { registrationStatus: "Accepted" });
  expect(await bench.call("BootNotification", booting("Triggered"))).toMatchObject(accepted);
  await bench.seen(command);
});

test("B02.FR.01, B07, F06: a tenant's checklist asks a pending station for its model, and then for the boot that is accepted (TC_B_02_CSMS, TC_B_31_CSMS)", async () => {
  const settings = (onboarding: string) => lab.portal.platform("PATCH", `/tenants/${lab.tenant.slug}`, { onboarding });
  await settings("checked");
  const bench = await lab.station({ boots: false });
  await settings("immediate");
  const look = () => lab.inside((ctx) => advanceOnboarding(ctx, bench.id));
  bench.line.onCommand("GetBaseReport", () => accepted);
  bench.line.onCommand("TriggerMessage", () => accepted);
  expect(await bench.call("BootNotification", booting())).toMatchObject({ status: "Pending" });
  await look();
  await bench.shows(async () => bench.line.calls("GetBaseReport", "received"), [{ reportBase: "FullInventory" }]);
  const [asked] = bench.line.calls("GetBaseReport", "received") as unknown as Req<"GetBaseReport">[];
  await parts(bench, asked!.requestId);
  await look();
  await bench.shows(
    async () => bench.line.calls("TriggerMessage", "received"),
    [{ requestedMessage: "BootNotification" }],
  );
  expect(await bench.call("BootNotification", booting("Triggered"))).toMatchObject(accepted);
  await look();
  expect(await bench.read("/onboarding")).toMatchObject({ checklist: { status: "done" } });
});

// Variables

const threshold = { component: { name: "OCPPCommCtrlr" }, variable: { name: "OfflineThreshold" } };
const authorizes = { component: { name: "AuthCtrlr" }, variable: { name: "AuthorizeRemoteStart" } };
type Variable = typeof threshold;
const some = <T>(items: T[]) => items as [T, ...T[]];

async function read(variables: Variable[]) {
  const bench = await lab.station();
  const getVariableResult = some(
    variables.map((one) => ({ ...one, ...{ attributeStatus: "Accepted" as const, attributeValue: "60" } })),
  );
  await bench.operate("GetVariables", { getVariableData: some(variables) }, { getVariableResult });
}
test("B06: one variable is read (TC_B_06_CSMS)", () => read([threshold]));
test("B06: two variables are read at once (TC_B_07_CSMS)", () => read([threshold, authorizes]));

test("B06.FR.05: five variables are read by two requests of a station that takes four (TC_B_08_CSMS)", async () => {
  const bench = await lab.station();
  await bench.api("PATCH", bench.path, { itemsPerMessage: { GetVariables: 4 } });
  bench.line.onCommand("GetVariables", ({ getVariableData }) => ({
    getVariableResult: some(
      getVariableData.map((one) => ({ ...one, attributeStatus: "Accepted" as const, attributeValue: "1" })),
    ),
  }));
  const getVariableData = [1, 2, 3, 4, 5].map((id) => ({
    component: { name: "EVSE", evse: { id } },
    variable: { name: "Power" },
  }));
  const answer = await bench.api("POST", `${bench.path}/commands/GetVariables?wait=60`, { getVariableData });
  const asked = bench.line.calls("GetVariables", "received") as unknown as Req<"GetVariables">[];
  expect(asked.map((one) => one.getVariableData.length)).toEqual([4, 1]);
  expect((answer.body as { response: Res<"GetVariables"> }).response.getVariableResult).toHaveLength(5);
});

async function write(items: [Variable, string][]) {
  const bench = await lab.station();
  const setVariableData = some(items.map(([one, attributeValue]) => ({ ...one, attributeValue })));
  const setVariableResult = some(items.map(([one]) => ({ ...one, attributeStatus: "Accepted" as const })));
  await bench.operate("SetVariables", { setVariableData }, { setVariableResult });
}
test("B05: one variable is set (TC_B_09_CSMS)", () => write([[threshold, "123"]]));
test("B05: two variables are set at once (TC_B_10_CSMS)", () =>
  write([
    [threshold, "123"],
    [authorizes, "false"],
  ]));

// Reports

async function reported(reportBase: Req<"GetBaseReport">["reportBase"]) {
  const bench = await lab.station();
  const command = await bench.operate("GetBaseReport", { requestId: 0, reportBase }, accepted);
  await parts(bench, 0);
  await bench.seen(command);
}
async function parts(bench: Bench, requestId: number) {
  for (const [seqNo, one] of [threshold, authorizes].entries()) {
    const reportData = some([{ ...one, variableAttribute: some([{ value: "60" }]) }]);
    expect(
      await bench.call("NotifyReport", { requestId, seqNo, tbc: seqNo === 0, generatedAt: now(), reportData }),
    ).toEqual({});
  }
  const { items } = await bench.read<{ items: { component: string }[] }>("/variables");
  expect(items).toHaveLength(2);
}
test("B07: the inventory of settings (TC_B_12_CSMS)", () => reported("ConfigurationInventory"));
test("B07: the full inventory (TC_B_13_CSMS)", () => reported("FullInventory"));
test("B07: the summary (TC_B_14_CSMS)", () => reported("SummaryInventory"));

test("B08: a report by criterion and variable: none, then some (TC_B_18_CSMS)", async () => {
  const bench = await lab.station();
  const componentVariable = some([
    { component: { name: "EVSE", evse: { id: 1 } }, variable: { name: "AvailabilityState" } },
  ]);
  await bench.operate(
    "GetReport",
    { requestId: 1, componentCriteria: ["Problem"], componentVariable },
    { status: "EmptyResultSet" },
  );
  await bench.operate("GetReport", { requestId: 2, componentCriteria: ["Available"], componentVariable }, accepted);
  await parts(bench, 2);
});

// Reset

type Reset = Req<"Reset">;
async function charging(form: Form = "StatusNotification") {
  const bench = await lab.station();
  const session = bench.session();
  await bench.report(form, "Occupied");
  await session.plugged();
  await session.authorized();
  await session.charging();
  return { bench, session };
}
async function rebooted(bench: Bench, reason: Req<"BootNotification">["reason"], form: Form = "StatusNotification") {
  await bench.line.close();
  await bench.line.connect();
  await bench.boot(form, reason);
}

test.each(forms)("B11.FR.04: a station that does not charge is reset, and told by %s (TC_B_20_CSMS)", async (form) => {
  const bench = await lab.station();
  const command = await bench.operate("Reset", { type: "OnIdle" }, accepted);
  await rebooted(bench, "RemoteReset", form);
  await bench.seen(command);
});

test.each(forms)(
  "B12.FR.01, .03: a station that charges is reset once it does not, told by %s (TC_B_21_CSMS)",
  async (form) => {
    const { bench, session } = await charging(form);
    const command = await bench.operate("Reset", { type: "OnIdle" }, { status: "Scheduled" });
    const stopped = await session.event("Updated", "StopAuthorized", { idToken: card });
    expect(stopped).toMatchObject({ idTokenInfo: accepted });
    await session.ended();
    await rebooted(bench, "ScheduledReset", form);
    await bench.seen(command);
  },
);

async function endedByReset(request: Reset) {
  const { bench, session } = await charging();
  const command = await bench.operate("Reset", request, accepted);
  expect(
    await session.event("Ended", "ResetCommand", { transactionInfo: { stoppedReason: "ImmediateReset" } }),
  ).toEqual({});
  expect(await bench.sessions()).toMatchObject([{ active: false, stoppedReason: "ImmediateReset" }]);
  return { bench, command };
}
test("B12: a station that charges is reset at once (TC_B_22_CSMS)", async () => {
  const { bench, command } = await endedByReset({ type: "Immediate" });
  await rebooted(bench, "RemoteReset");
  await bench.seen(command);
  const [session] = await bench.sessions();
  expect(await bench.read(`/commands/${command.id}`)).toMatchObject({
    endedSessions: [{ transactionId: session!.transactionId }],
  });
});

test("B11.FR.04: an EVSE that does not charge is reset, and done when it is back (TC_B_25_CSMS)", async () => {
  const bench = await lab.station();
  const command = await bench.operate("Reset", { type: "OnIdle", evseId: 1 }, accepted);
  await bench.report("StatusNotification", "Unavailable");
  expect(await bench.read(`/commands/${command.id}`)).toMatchObject({ effect: "awaited", observed: null });
  await bench.report("StatusNotification", "Available");
  await bench.seen(command);
});

test("B12.FR.07: an EVSE that charges is reset once it does not (TC_B_26_CSMS)", async () => {
  const { bench, session } = await charging();
  const command = await bench.operate("Reset", { type: "OnIdle", evseId: 1 }, { status: "Scheduled" });
  await bench.report("StatusNotification", "Occupied");
  expect(await bench.read(`/commands/${command.id}`)).toMatchObject({ effect: "awaited" });
  expect(await session.ended()).toEqual({});
  await bench.report("NotifyEvent", "Available");
  await bench.seen(command);
});

test("B12: an EVSE that charges is reset at once (TC_B_27_CSMS)", async () => {
  const { bench, command } = await endedByReset({ type: "Immediate", evseId: 1 });
  await bench.report("StatusNotification", "Available");
  await bench.seen(command);
});

// The way to us

const connectionData: Req<"SetNetworkProfile">["connectionData"] = {
  ...{ messageTimeout: 30, ocppCsmsUrl: "wss://csms.example/ocpp/lab", ocppInterface: "Wired0" },
  ...{ ocppTransport: "JSON", ocppVersion: "OCPP20", securityProfile: 2 },
};
test.each(["Accepted", "Failed"] as const)(
  "B09.FR.01, .03: a network profile is set, and %s (TC_B_42_CSMS, TC_B_44_CSMS)",
  async (status) => {
    const bench = await lab.station();
    await bench.operate("SetNetworkProfile", { configurationSlot: 2, connectionData }, { status });
    const { slots } = await bench.read<{ slots: unknown[] }>("/network-profiles");
    expect(slots).toMatchObject(
      status === "Accepted"
        ? [{ slot: 2, held: { ocppCsmsUrl: connectionData.ocppCsmsUrl }, sent: null }]
        : [{ slot: 2, held: null, sent: { status: "Failed" } }],
    );
  },
);

test("A01.FR.02, .03: a password that the station takes is the only good one (TC_A_09_CSMS)", async () => {
  const bench = await lab.station();
  await newPassword(bench, "Accepted");
  await bench.line.close();
  await expect(bench.line.connect()).rejects.toMatchObject({ statusCode: 401 });
  await bench.lineWith("a-new-password-0123456789").connect();
});

test("A01.FR.04: a password that the station refuses leaves the old one good (TC_A_10_CSMS)", async () => {
  const bench = await lab.station();
  await newPassword(bench, "Rejected");
  await rebooted(bench, "PowerUp");
});

test("A01: after RebootRequired the station comes with the old one, and with the new one once it has rebooted", async () => {
  const bench = await lab.station();
  await newPassword(bench, "RebootRequired");
  expect(await bench.read("/password")).toMatchObject({ bothAreGood: true, cameWith: null });
  await rebooted(bench, "PowerUp");
  expect(await bench.read("/password")).toMatchObject({ bothAreGood: true, cameWith: "old" });
  await bench.line.close();
  await bench.lineWith("a-new-password-0123456789").connect();
  expect(await bench.read("/password")).toMatchObject({ bothAreGood: false, cameWith: "new" });
  await expect(bench.line.connect()).rejects.toMatchObject({ statusCode: 401 });
});

test("A01: the station gets a password that nobody sees; away it waits, and no second is asked for meanwhile", async () => {
  const bench = await lab.station();
  const variable = { component: { name: "SecurityCtrlr" }, variable: { name: "BasicAuthPassword" } };
  bench.line.onCommand("SetVariables", () => ({ setVariableResult: [{ ...variable, attributeStatus: "Accepted" }] }));
  await bench.line.close();
  await bench.shows(() => bench.read("/password"), { isOnline: false, change: null });
  expect(await bench.api("POST", `${bench.path}/password/change`)).toMatchObject({ status: 202 });
  expect(await bench.api("POST", `${bench.path}/password/change`)).toMatchObject({ status: 409 });
  await bench.line.connect();
  await bench.shows(() => bench.read("/password"), { change: { status: "answered", answer: "Accepted" } });
  const [asked] = bench.line.calls("SetVariables", "received") as unknown as Req<"SetVariables">[];
  const password = asked!.setVariableData[0]!.attributeValue;
  await bench.line.close();
  await expect(bench.line.connect()).rejects.toMatchObject({ statusCode: 401 });
  await bench.shows(() => bench.read("/password"), { refusedAt: expect.any(String) });
  await bench.lineWith(password).connect();
  expect(await bench.read("/password")).toMatchObject({ cameWith: "new", refusedAt: null });
  expect(JSON.stringify(await bench.read("/commands"))).not.toContain(password);
});

/** The record does not show the password, so it is looked at on the line. */
async function newPassword(bench: Bench, attributeStatus: "Accepted" | "Rejected" | "RebootRequired") {
  const password = { component: { name: "SecurityCtrlr" }, variable: { name: "BasicAuthPassword" } };
  bench.line.onCommand("SetVariables", () => ({ setVariableResult: [{ ...password, attributeStatus }] }));
  const request = { setVariableData: [{ ...password, attributeValue: "a-new-password-0123456789" }] };
  const answer = await bench.api("POST", `${bench.path}/commands/SetVariables?wait=60`, request);
  expect(answer).toMatchObject({ status: 200, body: { status: "answered" } });
  expect(JSON.stringify(answer.body)).not.toContain("a-new-password");
  await vi.waitFor(() => expect(bench.line.calls("SetVariables", "received")).toEqual([request]));
}
