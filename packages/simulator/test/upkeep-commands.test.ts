import type { Req } from "@stationmaster/ocpp";
import { describe, expect, test } from "vitest";
import { aBootedStation, aCsms, type Csms } from "./a-csms";
import { ask, oneOfEach, status } from "./asking";

test("N04, N07: a monitor sends an event when its variable changes", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  const watched = {
    component: { name: "Connector", evse: { id: 1, connectorId: 1 } },
    variable: { name: "AvailabilityState" },
  };
  const answer = await ask(csms, "SetVariableMonitoring", {
    setMonitoringData: [{ ...watched, value: 1, type: "Delta", severity: 5 }],
  });
  expect(answer).toMatchObject({ setMonitoringResult: [{ status: "Accepted", id: 1 }] });
  await station.plugIn(1);
  expect(csms.payloads("NotifyEvent")).toMatchObject([
    { eventData: [{ ...watched, actualValue: "Occupied", variableMonitoringId: 1, trigger: "Delta" }] },
  ]);
});

test("N02, N03, N06: what is built in is reported, and stays whatever is cleared", async () => {
  const csms = await aCsms();
  const watched = { component: { name: "EVSE", evse: { id: 1 } }, variable: { name: "Problem" } };
  const own = { ...watched, type: "Delta", value: 1, severity: 3 } as const;
  const station = await aBootedStation(csms, { hardWiredMonitors: [own] });
  await ask(csms, "SetVariableMonitoring", { setMonitoringData: [{ ...own, severity: 5 }] });
  expect(await ask(csms, "ClearVariableMonitoring", { id: [1, 7] })).toEqual({
    clearMonitoringResult: [
      { id: 1, status: "Rejected" },
      { id: 7, status: "NotFound" },
    ],
  });
  const byComponent = { requestId: 1, componentVariable: [{ component: watched.component }] };
  expect(await status(csms, "GetMonitoringReport", byComponent)).toBe("Accepted");
  await station.idle();
  const ids = () =>
    csms
      .payloads("NotifyMonitoringReport")
      .at(-1)!
      .monitor!.map(({ variableMonitoring }) => variableMonitoring[0]?.id);
  expect(ids()).toEqual([1, 2]);
  await station.fault(1);
  expect(csms.payloads("NotifyEvent").map(({ eventData }) => eventData[0]?.eventNotificationType)).toEqual(
    expect.arrayContaining(["HardWiredMonitor", "CustomMonitor"]),
  );
  await ask(csms, "SetMonitoringBase", { monitoringBase: "HardWiredOnly" });
  await ask(csms, "GetMonitoringReport", { requestId: 2 });
  await station.idle();
  expect(ids()).toEqual([1]);
});

test("L04: what was never published cannot be taken back", async () => {
  const csms = await aCsms();
  await aBootedStation(csms, { isLocalController: true });
  expect(await status(csms, "UnpublishFirmware", oneOfEach.UnpublishFirmware)).toBe("NoFirmware");
});

test("L01: a certificate that is none is refused, and told of", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  const { firmware, requestId } = oneOfEach.UpdateFirmware;
  const signed = { ...firmware, signingCertificate: "none", signature: "c2ln" };
  expect(await status(csms, "UpdateFirmware", { requestId, firmware: signed })).toBe("InvalidCertificate");
  await station.idle();
  expect(csms.payloads("SecurityEventNotification").map(({ type }) => type)).toEqual([
    "InvalidFirmwareSigningCertificate",
  ]);
  expect(csms.payloads("FirmwareStatusNotification")).toEqual([]);
});

test("L02: an update that cannot be fetched says so, step by step", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  await ask(csms, "UpdateFirmware", oneOfEach.UpdateFirmware);
  await station.idle();
  expect(csms.payloads("FirmwareStatusNotification").map(({ status }) => status)).toEqual([
    "Downloading",
    "DownloadFailed",
  ]);
});

describe("O01-O06: the display", () => {
  const show = (csms: Csms, message: Partial<Req<"SetDisplayMessage">["message"]> & { id: number }) =>
    status(csms, "SetDisplayMessage", {
      message: { priority: "NormalCycle", message: { format: "UTF8", content: "Hello" }, ...message },
    });

  test("O01, O02: what it cannot show it says, and a message goes at its end and with its session", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms, { variables: { "DisplayMessageCtrlr.SupportedStates": "Idle" } });
    expect(await show(csms, { id: 1, state: "Charging" })).toBe("NotSupportedState");
    expect(await show(csms, { id: 1, message: { format: "HTML", content: "<b>" } })).toBe("NotSupportedMessageFormat");
    expect(await show(csms, { id: 1, transactionId: "nobody's" })).toBe("UnknownTransaction");
    await station.plugIn(1);
    await station.authorize("04A1B2C3");
    const endDateTime = new Date(station.now().getTime() + 60_000).toISOString();
    expect(await show(csms, { id: 1, transactionId: station.transactionAt(1)!.id })).toBe("Accepted");
    expect(await show(csms, { id: 2, endDateTime })).toBe("Accepted");
    expect(await show(csms, { id: 3 })).toBe("Accepted");
    expect(station.shownMessages()).toHaveLength(3);
    await station.unplug(1);
    await station.advance(61);
    expect(station.shownMessages().map(({ id }) => id)).toEqual([3]);
  });

  test("O01: one message is always in front, and there is room for fifty", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    await show(csms, { id: 1, priority: "AlwaysFront" });
    await show(csms, { id: 2, priority: "AlwaysFront" });
    expect(station.shownMessages().map(({ id }) => id)).toEqual([2]);
    for (let id = 3; id <= 51; id++) await show(csms, { id });
    expect(await show(csms, { id: 52 })).toBe("Rejected");
    expect(await show(csms, { id: 51 })).toBe("Accepted");
  });
});

test("P01: it knows one vendor, whose words come back", async () => {
  const csms = await aCsms();
  await aBootedStation(csms);
  const say = (vendorId: string, messageId: string) =>
    ask(csms, "DataTransfer", { vendorId, messageId, data: { a: [1] } as never });
  expect(await say("net.stationmaster", "Echo")).toEqual({ status: "Accepted", data: { a: [1] } });
  expect(await say("net.stationmaster", "Mood")).toEqual({ status: "UnknownMessageId" });
  expect(await say("org.example", "Echo")).toEqual({ status: "UnknownVendorId" });
});

/** A root made for these tests, and what names it: `openssl ocsp -issuer root.pem -cert root.pem -sha256 -req_text`. */
const root = [
  "-----BEGIN CERTIFICATE-----",
  "MIIBxTCCAWugAwIBAgIURY6oq3mFNMpo5JkFuRC3IHMmz7swCgYIKoZIzj0EAwIw",
  "NzEZMBcGA1UECgwQS2VzdHJlbCBDaGFyZ2luZzEaMBgGA1UEAwwRS2VzdHJlbCBU",
  "ZXN0IFJvb3QwIBcNMjYxMTIxMDUxMzMzWhgPMjEyNjEwMjgwNTEzMzNaMDcxGTAX",
  "BgNVBAoMEEtlc3RyZWwgQ2hhcmdpbmcxGjAYBgNVBAMMEUtlc3RyZWwgVGVzdCBS",
  "b290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEH8v92KXDHEipFQ8ezLmdgU/i",
  "0dCzwmOPgnzRQhxPDe5EAzS7s1YAxcPHc1H72wofMh0RO3bg4u8c/WewyihWlqNT",
  "MFEwHQYDVR0OBBYEFBNS62EKB6u/gpyhBsbNobI2PuTbMB8GA1UdIwQYMBaAFBNS",
  "62EKB6u/gpyhBsbNobI2PuTbMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwID",
  "SAAwRQIhAIZy712/Bx/awRkawPqVD6UkTcq1uHNIy9Kfr9MJW93hAiBpmQ09zVvx",
  "nMCBvebZjwysCiIJEgTIg4MXR5UEUAgacA==",
  "-----END CERTIFICATE-----",
].join("\n");

const rootHash = {
  hashAlgorithm: "SHA256" as const,
  issuerNameHash: "8a37a1294f5fdf471af2f1a639ad3db78f08e286a89f2129810e67e9fde606d3",
  issuerKeyHash: "fe3912f19eb136f85d8654d36e7c20d5d400d3a712ce3860c00e2f7f4a84a945",
  serialNumber: "458ea8ab798534ca68e49905b910b7207326cfbb",
};

describe("A02-A04, M01-M06: certificates", () => {
  test("M03-M05: a root is kept, told by its hashes, and gone when it is deleted by them", async () => {
    const csms = await aCsms();
    await aBootedStation(csms);
    const install = { certificateType: "V2GRootCertificate", certificate: root } as const;
    expect(await status(csms, "InstallCertificate", { ...install, certificate: "PEM" })).toBe("Rejected");
    expect(await status(csms, "InstallCertificate", install)).toBe("Accepted");
    expect(await status(csms, "InstallCertificate", install)).toBe("Accepted");
    expect(await ask(csms, "GetInstalledCertificateIds", {})).toEqual({
      status: "Accepted",
      certificateHashDataChain: [{ certificateType: "V2GRootCertificate", certificateHashData: rootHash }],
    });
    const others = { certificateType: ["MORootCertificate"] as ["MORootCertificate"] };
    expect(await status(csms, "GetInstalledCertificateIds", others)).toBe("NotFound");
    expect(await status(csms, "DeleteCertificate", { certificateHashData: rootHash })).toBe("Accepted");
    expect(await status(csms, "DeleteCertificate", { certificateHashData: rootHash })).toBe("NotFound");
  });

  test("A02: it asks for a certificate of its own keys, and takes no other", async () => {
    const csms = await aCsms({ SignCertificate: () => ({ status: "Accepted" }) });
    const station = await aBootedStation(csms);
    await status(csms, "TriggerMessage", { requestedMessage: "SignChargingStationCertificate" });
    await station.idle();
    const [{ csr, certificateType } = {}] = csms.payloads("SignCertificate");
    expect(certificateType).toBe("ChargingStationCertificate");
    expect(csr).toMatch(/^-----BEGIN CERTIFICATE REQUEST-----\n[\w+/=\n]+-----END CERTIFICATE REQUEST-----\n$/);
    expect(await status(csms, "CertificateSigned", { certificateChain: root })).toBe("Rejected");
    await station.idle();
    expect(csms.payloads("SecurityEventNotification")).toMatchObject([{ type: "InvalidChargingStationCertificate" }]);
  });

  test("A04, M01, M02, M06, P02: what it has to say beside charging is valid, and so is the answer", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    expect(await station.askToSign("V2GCertificate")).toBe("Rejected");
    expect(await station.askForContract("Update")).toBe("Failed");
    expect(await station.askCertificateStatus()).toBe("Failed");
    await station.reportSecurityEvent("TamperDetectionActivated", "lid");
    await station.transferData({ vendorId: "org.example" });
    expect(csms.actions()).toEqual([
      ...["SignCertificate", "Get15118EVCertificate", "GetCertificateStatus"],
      ...["SecurityEventNotification", "DataTransfer"],
    ]);
    expect(station.violations).toEqual([]);
  });
});
