import { expect, test } from "vitest";
import { obey } from "../src/cli/obey";
import { runFleet } from "../src/run-fleet";
import { aBootedStation, aCsms } from "./a-csms";

const cars = {
  NotifyEVChargingNeeds: () => ({ status: "Rejected" as const }),
  NotifyEVChargingSchedule: () => ({ status: "Accepted" as const }),
};

test("a fleet boots, charges and goes on, without a word that OCPP does not allow", async () => {
  const csms = await aCsms(cars);
  const trouble: string[] = [];
  const fleet = runFleet({
    urlBase: csms.url,
    speed: 600,
    stations: [1, 2, 3].map((index) => ({
      identity: `SIM-000${index}`,
      password: "a".repeat(16),
      idTokens: ["04A1B2C3", "04A1B2C4"],
      temperament: "busy",
      evses: [{ id: 1, connectors: [{ id: 1, type: index === 3 ? "cCCS2" : "cType2" }] }],
    })),
    onViolation: (identity, { why }) => trouble.push(`${identity}: ${why}`),
    onTrouble: (identity, error) => trouble.push(`${identity}: ${String(error)}`),
  });
  const kinds = () => new Set(csms.payloads("TransactionEvent").map(({ eventType }) => eventType));
  await csms.until(() => kinds().size === 3 && csms.payloads("BootNotification").length >= 3);
  await fleet.stop();
  const open = new Set<string>();
  for (const { eventType, transactionInfo } of csms.payloads("TransactionEvent"))
    eventType === "Ended" ? open.delete(transactionInfo.transactionId) : open.add(transactionInfo.transactionId);
  expect([...open]).toEqual([]);
  expect(trouble).toEqual([]);
  expect(fleet.stations.every(({ isConnected }) => !isConnected)).toBe(true);
});

test("the verbs of the command line do what they say, and survive what is typed", async () => {
  const csms = await aCsms(cars);
  const station = await aBootedStation(csms);
  expect(await obey(station, "plug 1")).toBe("done");
  expect(await obey(station, "plug 1")).toBe("EVSE 1 has a car already");
  expect(await obey(station, "tap 04A1B2C3")).toBe("started (Accepted)");
  expect(await obey(station, "status")).toContain("Occupied, 11.0 kW");
  expect(await obey(station, "limit 6000 1 SO")).toBe("done");
  expect(await obey(station, "status")).toContain("6.0 kW");
  expect(await obey(station, "limit off")).toBe("done");
  expect(csms.payloads("ClearedChargingLimit")).toEqual([{ chargingLimitSource: "SO", evseId: 1 }]);
  expect(await obey(station, "needs 1")).toBe("Rejected");
  expect(await obey(station, "plan 1 16")).toBe("Accepted");
  expect(await obey(station, "profiles 7")).toBe("done");
  expect(await obey(station, "fault 1 wet connector")).toBe("done");
  expect(await obey(station, "status")).toContain("Faulted");
  expect(await obey(station, 'call DataTransfer {"vendorId":"org.example"}')).toContain("UnknownVendorId");
  expect(await obey(station, "call Heartbeat {broken}")).toMatch(/JSON/);
  expect(await obey(station, "constructor")).toContain("plug EVSE");
  expect(await obey(station, "unplug nine")).toBe("nine is no number of an EVSE");
  expect(await obey(station, "  ")).toBe("");
});

test("C02, C04, C06: a driver says who they are by whatever the place offers", async () => {
  const csms = await aCsms({
    Authorize: ({ idToken }) => ({ idTokenInfo: { status: idToken.idToken === "1234" ? "Accepted" : "Invalid" } }),
  });
  const station = await aBootedStation(csms);
  await station.plugIn(1);
  expect(await obey(station, "identify pin 9999")).toBe("refused (Invalid)");
  expect(await obey(station, "identify pin 1234 1")).toBe("started (Accepted)");
  expect(await obey(station, "identify ticket P-1")).toBe("refused (Invalid)");
  expect(csms.payloads("Authorize").map(({ idToken }) => idToken.type)).toEqual(["KeyCode", "KeyCode", "Local"]);
  expect(await obey(station, "identify smile")).toBe("nobody says who they are by smile");
  expect(station.violations).toEqual([]);
});

test("L, N: what a station may tell of itself is told from the command line, asked or not", async () => {
  const csms = await aCsms();
  const watched = { component: { name: "EVSE", evse: { id: 1 } }, variable: { name: "Problem" } };
  const station = await aBootedStation(csms, {
    hardWiredMonitors: [{ ...watched, type: "Delta", value: 1, severity: 3 }],
  });
  await obey(station, "event TemperatureSensor.Temperature 81.5 alert");
  expect(await obey(station, "events 3")).toBe("3 answered");
  expect(csms.payloads("NotifyEvent").map(({ eventData: [event] }) => [event?.trigger, event?.actualValue])).toEqual([
    ["Alerting", "81.5"],
    ...["0", "1", "2"].map((value) => ["Periodic", value]),
  ]);
  await obey(station, "monitors 77");
  expect(csms.payloads("NotifyMonitoringReport")).toMatchObject([{ requestId: 77, seqNo: 0, tbc: false }]);
  await obey(station, "customer 5 Ada Lovelace");
  expect(csms.payloads("NotifyCustomerInformation")).toMatchObject([{ requestId: 5, data: "Ada Lovelace" }]);
  expect(await obey(station, "log Uploading 9")).toBe("result");
  expect(await obey(station, "firmware Installing 9")).toBe("result");
  expect(await obey(station, "publication Idle")).toBe("result");
  expect(csms.payloads("LogStatusNotification")).toEqual([{ status: "Uploading", requestId: 9 }]);
  expect(csms.payloads("FirmwareStatusNotification")).toEqual([{ status: "Installing", requestId: 9 }]);
  expect(csms.payloads("PublishFirmwareStatusNotification")).toEqual([{ status: "Idle" }]);
});
