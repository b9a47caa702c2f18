import { expect, test } from "vitest";
import { createStation } from "../src/create-station";
import { ConnectError } from "../src/open-socket";
import { aBootedStation, aCsms, aStation } from "./a-csms";

test("B01: a cold boot tells who it is, then the state of every connector, then beats", async () => {
  const csms = await aCsms({
    BootNotification: () => ({ status: "Accepted", currentTime: new Date().toISOString(), interval: 60 }),
  });
  const evses = [1, 2].map((id) => ({ id, connectors: [{ id: 1, type: "cType2" as const }] }));
  const station = await aStation(csms, { evses, vendorName: "Northern Power", model: "NP 22" });
  await station.connect();
  expect(await station.boot()).toBe("Accepted");
  await station.advance(120);
  expect(csms.actions()).toEqual([
    "BootNotification",
    "StatusNotification",
    "StatusNotification",
    "Heartbeat",
    "Heartbeat",
  ]);
  expect(csms.payloads("BootNotification")[0]).toMatchObject({
    reason: "PowerUp",
    chargingStation: { vendorName: "Northern Power", model: "NP 22" },
  });
});

test("B02: while Pending it says nothing uninvited, and boots again after the interval", async () => {
  let status: "Pending" | "Accepted" = "Pending";
  const csms = await aCsms({
    BootNotification: () => ({ status, currentTime: new Date().toISOString(), interval: 10 }),
  });
  const station = await aStation(csms);
  await station.connect();
  await station.boot();
  await station.plugIn(1);
  expect(csms.actions()).toEqual(["BootNotification"]);
  const triggered = await csms.command("TriggerMessage", { requestedMessage: "Heartbeat" });
  await csms.until(() => csms.actions().includes("Heartbeat"));
  expect(triggered).toMatchObject({ payload: { status: "Accepted" } });
  status = "Accepted";
  await station.advance(10);
  expect(station.registration).toBe("Accepted");
  expect(csms.payloads("StatusNotification")).toMatchObject([{ connectorStatus: "Occupied" }]);
});

test("B03: while Rejected it answers SecurityError", async () => {
  const csms = await aCsms({
    BootNotification: () => ({ status: "Rejected", currentTime: new Date().toISOString(), interval: 10 }),
  });
  const station = await aStation(csms);
  await station.connect();
  await station.boot();
  expect(await csms.command("ClearCache", {})).toMatchObject({ kind: "error", code: "SecurityError" });
});

test("a wrong password is refused before the upgrade, with the CSMS's reason", async () => {
  const csms = await aCsms();
  csms.passwords.set("SIM-0001", "another password");
  const station = await aStation(csms);
  const refusal = await station.connect().catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ConnectError);
  expect(refusal).toMatchObject({ statusCode: 401, body: "wrong password" });
});

test("E04, E12: what happens offline is kept in order, marked, and told after the reconnect without a boot", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  await station.plugIn(1);
  await station.authorize("04A1B2C3");
  await station.goOffline();
  await station.advance(120);
  await station.authorize("04A1B2C3");
  await station.unplug(1);
  expect(station.queueLength).toBe(3);
  csms.heard.length = 0;
  await station.goOnline();
  expect(csms.actions()).toEqual([
    "Heartbeat",
    "StatusNotification",
    "TransactionEvent",
    "TransactionEvent",
    "TransactionEvent",
  ]);
  const told = csms.payloads("TransactionEvent");
  expect(told.map(({ seqNo, offline }) => [seqNo, offline])).toEqual([
    [3, true],
    [4, true],
    [5, true],
  ]);
  expect(station.queueLength).toBe(0);
});

test("C15: offline, a known card may charge and an unknown one may not", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  await station.checkToken("KNOWN");
  await station.goOffline();
  expect([(await station.checkToken("KNOWN")).status, (await station.checkToken("STRANGER")).status]).toEqual([
    "Accepted",
    "Unknown",
  ]);
});

test("E13: an event that is not answered is sent again under the same id, then given up", async () => {
  const csms = await aCsms({ TransactionEvent: () => undefined });
  const variables = {
    "OCPPCommCtrlr.MessageAttempts[TransactionEvent]": "3",
    "OCPPCommCtrlr.MessageAttemptInterval[TransactionEvent]": "0",
  };
  const station = await aBootedStation(csms, { variables, timeoutMs: 30 });
  await station.plugIn(1);
  const sent = csms.heard.filter(({ action }) => action === "TransactionEvent");
  expect(sent).toHaveLength(3);
  expect(new Set(sent.map(({ text }) => text)).size).toBe(1);
  expect(station.dropped).toMatchObject([{ eventType: "Started", seqNo: 0 }]);
});

test("a broken line is mended by itself, with pauses, and the queue follows", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms, { reconnects: true, retryWaitMs: 5 });
  await station.plugIn(1);
  csms.dropSocket();
  await csms.until(() => csms.connections === 2 && csms.actions().includes("Heartbeat"));
  await station.idle();
  await station.unplug(1);
  expect(csms.payloads("TransactionEvent").at(-1)).toMatchObject({ eventType: "Ended", seqNo: 1 });
});

test("one call at a time: a second waits for the answer to the first", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  await Promise.all([station.call("Heartbeat", {}), station.call("Heartbeat", {}), station.call("Heartbeat", {})]);
  const order = [...station.sent, ...station.received]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .filter(({ text }) => text.includes("Heartbeat"));
  expect(order).toHaveLength(3);
  const flooded = await station.flood(50);
  expect(flooded.every(({ kind }) => kind === "result")).toBe(true);
});

test("what the CSMS may not do is noticed", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  csms.send("no JSON");
  csms.send('[3,"never-asked",{}]');
  const refused = [
    await csms.command("Heartbeat" as never, {} as never),
    await csms.command("Reset", { type: "Soon" as never }),
    await csms.command("GetVariables", { getVariableData: [] }),
  ];
  const codes = ["NotSupported", "PropertyConstraintViolation", "OccurrenceConstraintViolation"];
  expect(refused).toMatchObject(codes.map((code) => ({ kind: "error", code })));
  expect(station.violations.map(({ why }) => why.split(":")[0])).toEqual([
    "RpcFrameworkError",
    "an answer to no call of ours",
    ...codes,
  ]);
  await Promise.all([csms.command("ClearCache", {}), csms.command("ClearCache", {})]);
  expect(station.violations.at(-1)?.why).toBe("a call before the answer to the one before");
});

test("an answer that breaks the schema is noticed", async () => {
  const csms = await aCsms({ Heartbeat: () => ({ currentTime: "yesterday" }) });
  const station = await aBootedStation(csms);
  await station.advance(300);
  expect(station.violations).toMatchObject([{ why: expect.stringContaining("/currentTime is not a valid date-time") }]);
});

test("a repeated message id hears the same answer, and nothing happens twice", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  const list = { versionNumber: 1, updateType: "Differential" as const };
  const first = await csms.command("SendLocalList", list, "same-id");
  const second = await csms.command("SendLocalList", list, "same-id");
  expect(second).toEqual(first);
  expect(first).toMatchObject({ payload: { status: "Accepted" } });
  expect(station.state.localListVersion).toBe(1);
});

test("whoever stops while the line is being made has no line afterwards", async () => {
  const csms = await aCsms();
  const station = await aStation(csms);
  const starting = station.start();
  await station.close();
  await starting;
  expect(station.isConnected).toBe(false);
});

test("a power cut still says that what was charging has ended", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  await station.plugIn(1);
  await station.powerDown();
  expect(csms.payloads("TransactionEvent").at(-1)).toMatchObject({ transactionInfo: { stoppedReason: "PowerLoss" } });
  expect(station.isConnected).toBe(false);
});

test("a station whose earlier boot was accepted goes on without another", async () => {
  const csms = await aCsms();
  const station = await aStation(csms, { isAccepted: true });
  await station.start();
  expect(csms.actions()).toEqual(["Heartbeat", "StatusNotification"]);
});

test("an identity with reserved characters is percent-encoded once", async () => {
  const csms = await aCsms();
  const station = await aStation(csms, { identity: "RDAM|123*+" });
  await station.connect();
  expect(station.identity).toBe("RDAM|123*+");
  expect(createStation({ url: `${csms.url}/RDAM%7C123` }).identity).toBe("RDAM|123");
});
