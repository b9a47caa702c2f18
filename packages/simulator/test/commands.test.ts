import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { commandActions } from "@stationmaster/ocpp";
import { describe, expect, onTestFinished, test } from "vitest";
import { silence } from "../src/answer-call";
import { aBootedStation, aCsms } from "./a-csms";
import { ask, component, oneOfEach, status } from "./asking";

test.each(commandActions)("%s has a valid answer, and the station goes on", async (action) => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  expect(await csms.command(action, oneOfEach[action])).toMatchObject({ kind: "result" });
  await station.idle();
  expect(await csms.command("ClearCache", {})).toMatchObject({ kind: "result" });
  expect(station.violations).toEqual([]);
});

describe("B05-B08: the device model", () => {
  test("B06: each variable is read by its own status", async () => {
    const csms = await aCsms();
    await aBootedStation(csms);
    const read = (name: string, variable: string, more = {}) => ({
      component: { name },
      variable: { name: variable },
      ...more,
    });
    const { getVariableResult } = (await ask(csms, "GetVariables", {
      getVariableData: [
        read("txctrlr", "evconnectiontimeout"),
        read("TxCtrlr", "Nothing"),
        read("NoCtrlr", "Nothing"),
        read("SecurityCtrlr", "BasicAuthPassword"),
        read("TxCtrlr", "TxStartPoint", { attributeType: "Target" }),
        read("DeviceDataCtrlr", "ItemsPerMessage"),
      ],
    })) as unknown as { getVariableResult: { attributeStatus: string; attributeValue?: string }[] };
    expect(getVariableResult.map((it) => [it.attributeStatus, it.attributeValue])).toEqual([
      ["Accepted", "120"],
      ["UnknownVariable", undefined],
      ["UnknownComponent", undefined],
      ["Rejected", undefined],
      ["NotSupportedAttributeType", undefined],
      ["UnknownVariable", undefined],
    ]);
  });

  test("B05: only what fits the type, the limits and the list is taken", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    const cases: [string, string, string, string][] = [
      ["OCPPCommCtrlr", "HeartbeatInterval", "60", "Accepted"],
      ["OCPPCommCtrlr", "HeartbeatInterval", "0", "Rejected"],
      ["OCPPCommCtrlr", "HeartbeatInterval", "soon", "Rejected"],
      ["AuthCtrlr", "LocalPreAuthorize", "yes", "Rejected"],
      ["TxCtrlr", "TxStopPoint", "EVConnected,Elsewhere", "Rejected"],
      ["OCPPCommCtrlr", "NetworkConfigurationPriority", "1", "RebootRequired"],
      ["SecurityCtrlr", "SecurityProfile", "3", "Rejected"],
    ];
    for (const [name, variable, attributeValue, expected] of cases) {
      const answer = await ask(csms, "SetVariables", {
        setVariableData: [{ component: { name }, variable: { name: variable }, attributeValue }],
      });
      expect(answer, `${variable} = ${attributeValue}`).toMatchObject({
        setVariableResult: [{ attributeStatus: expected }],
      });
    }
    expect(station.model.number("OCPPCommCtrlr.HeartbeatInterval")).toBe(60);
  });

  test("B06: more items than ItemsPerMessage are refused", async () => {
    const csms = await aCsms();
    await aBootedStation(csms);
    const [one] = oneOfEach.GetVariables.getVariableData;
    const answer = await csms.command("GetVariables", { getVariableData: Array(11).fill(one) });
    expect(answer).toMatchObject({ kind: "error", code: "OccurrenceConstraintViolation" });
  });

  test("B07: the full inventory comes in numbered parts, the last of which says so", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    expect(await status(csms, "GetBaseReport", { requestId: 5, reportBase: "FullInventory" })).toBe("Accepted");
    await station.idle();
    const parts = csms.payloads("NotifyReport");
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.map(({ seqNo }) => seqNo)).toEqual(parts.map((_, index) => index));
    expect(parts.map(({ tbc }) => tbc)).toEqual(parts.map((_, index) => index < parts.length - 1));
    const variables = parts.flatMap(({ reportData }) => reportData ?? []);
    expect(variables.length).toBeGreaterThan(80);
    const password = variables.find(({ variable }) => variable.name === "BasicAuthPassword");
    expect(password?.variableAttribute[0]).not.toHaveProperty("value");
  });

  test("A01: with a new password the station comes back under it", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    const attributeValue = "b".repeat(20);
    const variable = { name: "BasicAuthPassword" };
    csms.passwords.set("SIM-0001", attributeValue);
    const setVariableData = [{ component: component("SecurityCtrlr"), variable, attributeValue }];
    await ask(csms, "SetVariables", { setVariableData });
    await csms.until(() => csms.connections === 2);
    await station.idle();
    expect([station.isConnected, csms.actions()[0]]).toEqual([true, "Heartbeat"]);
  });
});

describe("B11, B12: reset", () => {
  test("at once: what runs ends with it, and the station boots again", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    await station.plugIn(1);
    await station.authorize("04A1B2C3");
    expect(await status(csms, "Reset", { type: "Immediate" })).toBe("Accepted");
    await station.idle();
    expect(csms.payloads("TransactionEvent").at(-1)).toMatchObject({
      triggerReason: "ResetCommand",
      transactionInfo: { stoppedReason: "ImmediateReset" },
    });
    expect(csms.payloads("BootNotification")).toMatchObject([{ reason: "RemoteReset" }]);
    expect(csms.payloads("StatusNotification").at(-1)).toMatchObject({ connectorStatus: "Occupied" });
  });
  test("when idle: only after the transaction", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    await station.plugIn(1);
    expect(await status(csms, "Reset", { type: "OnIdle" })).toBe("Scheduled");
    expect(csms.actions()).not.toContain("BootNotification");
    await station.unplug(1);
    expect(csms.payloads("BootNotification")).toMatchObject([{ reason: "ScheduledReset" }]);
  });
  test("one EVSE: without a boot", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    expect(await status(csms, "Reset", { type: "Immediate", evseId: 1 })).toBe("Accepted");
    await station.idle();
    expect(csms.payloads("StatusNotification").map(({ connectorStatus }) => connectorStatus)).toEqual([
      "Unavailable",
      "Available",
    ]);
    expect(csms.actions()).not.toContain("BootNotification");
  });
});

test("a test may answer otherwise, with an error, too late, or not at all", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  station.onCommand("ClearCache", () => ({ status: "Rejected" }));
  expect(await status(csms, "ClearCache", {})).toBe("Rejected");
  station.onCommand("GetLocalListVersion", async (_request, standard) => ({
    versionNumber: (await standard()).versionNumber + 1,
  }));
  expect(await ask(csms, "GetLocalListVersion", {})).toEqual({ versionNumber: 1 });
  station.onCommand("DataTransfer", () => ({ raw: '[3,"never-asked",{}]' }));
  station.onCommand("CostUpdated", () => silence);
  csms.send('[2,"x","DataTransfer",{"vendorId":"v"}]');
  csms.send('[2,"y","CostUpdated",{"totalCost":1,"transactionId":"t"}]');
  await station.call("Heartbeat", {});
  await station.idle();
  expect(station.sent.filter(({ text }) => text.includes('"y"'))).toEqual([]);
  expect(station.sent.some(({ text }) => text.includes("never-asked"))).toBe(true);
});

test("B09, B10: another CSMS takes over after the reset, and hears who the station is", async () => {
  const csms = await aCsms();
  const another = await aCsms();
  const station = await aBootedStation(csms);
  const connectionData = { ...oneOfEach.SetNetworkProfile.connectionData, ocppCsmsUrl: another.url };
  expect(await status(csms, "SetNetworkProfile", { configurationSlot: 2, connectionData })).toBe("Accepted");
  expect(await status(csms, "SetNetworkProfile", { configurationSlot: 9, connectionData })).toBe("Rejected");
  await ask(csms, "SetVariables", {
    setVariableData: [
      {
        component: component("OCPPCommCtrlr"),
        variable: { name: "NetworkConfigurationPriority" },
        attributeValue: "2,1",
      },
    ],
  });
  expect(await status(csms, "Reset", { type: "OnIdle" })).toBe("Accepted");
  await station.idle();
  expect(another.payloads("BootNotification")).toMatchObject([{ reason: "RemoteReset" }]);
  expect(station.model.text("OCPPCommCtrlr.ActiveNetworkProfile")).toBe("2");
  await another.close();
  await station.dropLine();
  void station.start();
  await csms.until(() => csms.payloads("BootNotification").length === 1);
  expect(station.model.text("OCPPCommCtrlr.ActiveNetworkProfile")).toBe("1");
});

test("B09.FR.03, B10.FR.02: a station without room stores no profile, and takes no order that names an empty slot", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  const order = (attributeValue: string) =>
    ask(csms, "SetVariables", {
      setVariableData: [
        {
          ...{ component: component("OCPPCommCtrlr"), attributeValue },
          variable: { name: "NetworkConfigurationPriority" },
        },
      ],
    });
  station.behaviour.storesNoProfiles = true;
  expect(await status(csms, "SetNetworkProfile", oneOfEach.SetNetworkProfile)).toBe("Failed");
  expect(await order("2,1")).toMatchObject({ setVariableResult: [{ attributeStatus: "Rejected" }] });
  station.behaviour.storesNoProfiles = false;
  expect(await status(csms, "SetNetworkProfile", oneOfEach.SetNetworkProfile)).toBe("Accepted");
  expect(await order("2,1")).toMatchObject({ setVariableResult: [{ attributeStatus: "RebootRequired" }] });
});

test("B11: a station that stays away goes down for its reset, and is not heard of again", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  station.behaviour.staysAway = true;
  expect(await status(csms, "Reset", { type: "Immediate" })).toBe("Accepted");
  await station.idle();
  expect([station.isConnected, csms.payloads("BootNotification").length]).toEqual([false, 0]);
});

describe("files over HTTP", () => {
  const aFileServer = async (onRequest: (method: string, body: string) => number) => {
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => response.writeHead(onRequest(request.method ?? "", body)).end("firmware"));
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    onTestFinished(() => void server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  test("N01: the log is really uploaded, or the failure is told", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    const bodies: string[] = [];
    const url = await aFileServer(
      (method, body) => bodies.push(`${method} ${body}`) && (bodies.length > 1 ? 403 : 200),
    );
    const log = { remoteLocation: `${url}/logs/` };
    for (const requestId of [1, 2]) {
      await ask(csms, "GetLog", { requestId, logType: "SecurityLog", log });
      await station.idle();
    }
    expect(bodies[0]).toContain("PUT SecurityLog of SIM-0001");
    expect(csms.payloads("LogStatusNotification")).toEqual([
      { status: "Uploading", requestId: 1 },
      { status: "Uploaded", requestId: 1 },
      { status: "Uploading", requestId: 2 },
      { status: "PermissionDenied", requestId: 2 },
    ]);
  });

  test("L02: an update is fetched, installed, and is the version of the next boot", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    const url = await aFileServer(() => 200);
    const firmware = { location: `${url}/station-2.4.1.bin`, retrieveDateTime: "2020-01-01T00:00:00Z" };
    await ask(csms, "UpdateFirmware", { requestId: 3, firmware });
    await station.idle();
    expect(csms.payloads("FirmwareStatusNotification").map(({ status }) => status)).toEqual([
      "Downloading",
      "Downloaded",
      "Installing",
      "InstallRebooting",
      "Installed",
    ]);
    expect(csms.payloads("BootNotification")).toMatchObject([
      { reason: "FirmwareUpdate", chargingStation: { firmwareVersion: "2.4.1" } },
    ]);
  });

  test("L01: a file that its certificate did not sign is not installed", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    const url = await aFileServer(() => 200);
    const firmware = {
      location: `${url}/station-2.4.1.bin`,
      retrieveDateTime: "2020-01-01T00:00:00Z",
      signingCertificate: signer.certificate,
      signature: "bm9uZQ==",
    };
    await ask(csms, "UpdateFirmware", { requestId: 4, firmware });
    await station.idle();
    expect(csms.payloads("FirmwareStatusNotification").at(-1)?.status).toBe("InvalidSignature");
    expect(csms.payloads("SecurityEventNotification")).toMatchObject([{ type: "InvalidFirmwareSignature" }]);
    await ask(csms, "UpdateFirmware", { requestId: 5, firmware: { ...firmware, signature: signer.signature } });
    await station.idle();
    const told = csms.payloads("FirmwareStatusNotification").filter(({ requestId }) => requestId === 5);
    expect(told.map(({ status }) => status)).toEqual(expect.arrayContaining(["SignatureVerified", "Installed"]));
  });

  test("L03, L04: a local controller fetches a file, serves what its checksum vouches for, and takes it back", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms, { isLocalController: true });
    const location = `${await aFileServer(() => 200)}/k22.bin`;
    const checksum = createHash("md5").update("firmware").digest("hex");
    const publish = async (requestId: number, request: { location: string; checksum: string }) => {
      expect(await status(csms, "PublishFirmware", { requestId, ...request })).toBe("Accepted");
      await station.idle();
      const told = csms.payloads("PublishFirmwareStatusNotification").filter((it) => it.requestId === requestId);
      return told.map((it) => it.status);
    };
    expect(await publish(1, { location, checksum: "0".repeat(32) })).toEqual([
      ...["Downloading", "Downloaded", "InvalidChecksum"],
    ]);
    expect(await publish(2, { location: "http://127.0.0.1:9/x", checksum })).toEqual(["Downloading", "DownloadFailed"]);
    expect(await publish(3, { location, checksum: checksum.toUpperCase() })).toEqual([
      ...["Downloading", "Downloaded", "ChecksumVerified", "Published"],
    ]);
    expect(csms.payloads("PublishFirmwareStatusNotification").at(-1)?.location).toHaveLength(2);
    await status(csms, "TriggerMessage", { requestedMessage: "PublishFirmwareStatusNotification" });
    await station.idle();
    expect(csms.payloads("PublishFirmwareStatusNotification").at(-1)).toEqual({ status: "Idle" });
    const unpublish = () => status(csms, "UnpublishFirmware", { checksum });
    expect([await unpublish(), await unpublish()]).toEqual(["Unpublished", "NoFirmware"]);
  });
});

/** A certificate, and what it signed: the text "firmware". Its key was thrown away. */
const signer = {
  certificate: `-----BEGIN CERTIFICATE-----
MIIBpDCCAUugAwIBAgIUBy3Ie37xZilA9FOyxJjbGHAH7BowCgYIKoZIzj0EAwIw
JzElMCMGA1UEAwwcZmlybXdhcmUgc2lnbmVyIG9mIHRoZSB0ZXN0czAgFw0yNjEx
MjgxNTQyMzJaGA8yMTI2MTEwNDE1NDIzMlowJzElMCMGA1UEAwwcZmlybXdhcmUg
c2lnbmVyIG9mIHRoZSB0ZXN0czBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABM5z
+a/+anQuTCDmjRN9LyxSAeePQL3QWZajglYtmkAYlk7A8xzWGwBHsi+6Q/ylwh+M
Q+YYz6mZ009DdmMr8wejUzBRMB0GA1UdDgQWBBQ6iqCqiQrwQXapZXtiqSif0mFq
fzAfBgNVHSMEGDAWgBQ6iqCqiQrwQXapZXtiqSif0mFqfzAPBgNVHRMBAf8EBTAD
AQH/MAoGCCqGSM49BAMCA0cAMEQCIBE698ZXbvExIuXKfGm20ElWiZ8FEzUlFro5
c7vuFOKsAiBiBOdayjuJUNo4bpUHdYKLLbmj8nlDXwpLyncdA0RV3g==
-----END CERTIFICATE-----`,
  signature: "MEYCIQDJwy4VBi+zCqgkVKDYSdMQ1n3PQzexINYHRFFpQBNC6AIhALiNT6zRMUJ/pM7RdvwSLRWpv3zFDNFDqEyPZXndrIJ5",
};
