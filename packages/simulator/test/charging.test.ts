import type { MeterValueType, Req } from "@stationmaster/ocpp";
import { expect, test } from "vitest";
import { aBootedStation, aCsms, type Csms } from "./a-csms";

const events = (csms: Csms) => csms.payloads("TransactionEvent");
const told = (csms: Csms) =>
  events(csms).map(({ eventType, triggerReason, transactionInfo: { chargingState } }) =>
    [eventType, triggerReason, chargingState].join(" "),
  );
const read = (values: MeterValueType[] | undefined, measurand: string) =>
  (values ?? []).flatMap(({ sampledValue }) => sampledValue.filter((it) => it.measurand === measurand));
const register = (event: Req<"TransactionEvent"> | undefined) =>
  read(event?.meterValue, "Energy.Active.Import.Register").at(-1)?.value;

test("E02: cable first: one transaction from the plug to the second tap, numbered without a gap", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  await station.plugIn(1);
  await station.authorize("04A1B2C3");
  await station.startCharging(1);
  await station.advance(120);
  await station.authorize("04A1B2C3");
  await station.unplug(1);

  expect(told(csms)).toEqual([
    "Started CablePluggedIn EVConnected",
    "Updated Authorized EVConnected",
    "Updated ChargingStateChanged Charging",
    "Updated MeterValuePeriodic Charging",
    "Updated MeterValuePeriodic Charging",
    "Ended StopAuthorized EVConnected",
  ]);
  const all = events(csms);
  expect(all.map(({ seqNo }) => seqNo)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(new Set(all.map(({ transactionInfo }) => transactionInfo.transactionId)).size).toBe(1);
  expect(all.map(({ evse }) => evse)).toEqual([{ id: 1, connectorId: 1 }, ...Array(5).fill(undefined)]);
  expect(all.flatMap(({ idToken }) => (idToken ? [idToken.idToken] : []))).toEqual(["04A1B2C3", "04A1B2C3"]);
  expect(all.at(-1)?.transactionInfo.stoppedReason).toBe("Local");
  expect(csms.payloads("StatusNotification").map(({ connectorStatus }) => connectorStatus)).toEqual([
    "Occupied",
    "Available",
  ]);
  expect(station.violations).toEqual([]);
});

test("J02: the register goes on from where it stood, by the power that flowed", async () => {
  const csms = await aCsms();
  const evses = [{ id: 1, connectors: [{ id: 1, type: "cType2" as const }], maxPowerW: 11_000, registerWh: 1_234_567 }];
  const station = await aBootedStation(csms, { evses });
  await station.plugIn(1, { vehicle: { soc: 20 } });
  await station.authorize("04A1B2C3");
  await station.advance(3600);
  await station.unplug(1);
  const all = events(csms);
  expect(register(all[0])).toBe(1_234_567);
  const periodic = all.filter(({ triggerReason }) => triggerReason === "MeterValuePeriodic").map(register);
  expect(periodic).toHaveLength(60);
  expect(periodic).toEqual([...periodic].sort((a, b) => a! - b!));
  // 11 kW for an hour, on a battery that takes all of it.
  expect(register(all.at(-1))! - 1_234_567).toBeCloseTo(11_000, -1);
  expect(read(all[3]?.meterValue, "Current.Import").map(({ phase }) => phase)).toEqual(["L1", "L2", "L3"]);
});

test("a direct-current session tapers as the battery fills and ends at full as SuspendedEV", async () => {
  const csms = await aCsms();
  const evses = [{ id: 1, connectors: [{ id: 1, type: "cCCS2" as const }], maxPowerW: 150_000 }];
  const station = await aBootedStation(csms, { evses });
  await station.plugIn(1, { vehicle: { soc: 40, maxDcPowerW: 140_000 } });
  await station.authorize("04A1B2C3");
  await station.advance(3 * 3600);
  const powers = events(csms).flatMap(({ meterValue }) => read(meterValue, "Power.Active.Import"));
  const socs = events(csms).flatMap(({ meterValue }) => read(meterValue, "SoC").map(({ value }) => value));
  expect(powers[0]!.value).toBeGreaterThan(130_000);
  expect(powers.map(({ value }) => value).filter((value) => value < 60_000).length).toBeGreaterThan(3);
  expect(socs.at(-1)).toBe(100);
  expect(told(csms)).toContain("Updated ChargingStateChanged SuspendedEV");
});

test("E03: token first: the transaction begins at the tap and names the EVSE", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  const { outcome } = await station.authorize("04A1B2C3");
  await station.plugIn(1);
  expect(outcome).toBe("started");
  expect(told(csms)).toEqual([
    "Started Authorized Idle",
    "Updated CablePluggedIn EVConnected",
    "Updated ChargingStateChanged Charging",
  ]);
});

test("E03: with two EVSEs and no cable yet, the EVSE is named when the cable goes in", async () => {
  const csms = await aCsms();
  const evses = [1, 2].map((id) => ({ id, connectors: [{ id: 1, type: "cType2" as const }] }));
  const station = await aBootedStation(csms, { evses });
  await station.authorize("04A1B2C3");
  await station.plugIn(2);
  const [started, plugged] = events(csms);
  expect(started).not.toHaveProperty("evse");
  expect(started).not.toHaveProperty("meterValue");
  expect(plugged).toMatchObject({ evse: { id: 2, connectorId: 1 }, seqNo: 1 });
  expect(read(plugged?.meterValue, "Energy.Active.Import.Register")[0]?.context).toBe("Transaction.Begin");
});

test("E03: nobody plugs in: the transaction times out", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms, { variables: { "TxCtrlr.EVConnectionTimeOut": "30" } });
  await station.authorize("04A1B2C3");
  await station.advance(29);
  expect(told(csms)).toEqual(["Started Authorized Idle"]);
  await station.advance(1);
  expect(events(csms).at(-1)).toMatchObject({
    eventType: "Ended",
    triggerReason: "EVConnectTimeout",
    transactionInfo: { stoppedReason: "Timeout" },
  });
});

test("E01: the transaction begins where TxStartPoint says", async () => {
  const csms = await aCsms();
  const variables = { "TxCtrlr.TxStartPoint": "PowerPathClosed", "TxCtrlr.TxStopPoint": "EVConnected" };
  const station = await aBootedStation(csms, { variables });
  await station.plugIn(1);
  expect(told(csms)).toEqual([]);
  await station.authorize("04A1B2C3");
  await station.authorize("04A1B2C3");
  expect(told(csms).at(-1)).toBe("Updated StopAuthorized EVConnected");
  await station.unplug(1);
  expect(told(csms)).toEqual([
    "Started Authorized EVConnected",
    "Updated ChargingStateChanged Charging",
    "Updated StopAuthorized EVConnected",
    "Ended EVCommunicationLost Idle",
  ]);
});

test("C01: a refused token begins nothing", async () => {
  const csms = await aCsms({ Authorize: () => ({ idTokenInfo: { status: "Blocked" } }) });
  const station = await aBootedStation(csms, { variables: { "TxCtrlr.TxStartPoint": "Authorized" } });
  await station.plugIn(1);
  expect(await station.authorize("04A1B2C3")).toMatchObject({ outcome: "refused", idTokenInfo: { status: "Blocked" } });
  expect(told(csms)).toEqual([]);
});

test("E05: a token that the CSMS refuses afterwards ends the transaction", async () => {
  const csms = await aCsms({
    TransactionEvent: ({ idToken }) => (idToken ? { idTokenInfo: { status: "Invalid" } } : {}),
  });
  const station = await aBootedStation(csms, { variables: { "TxCtrlr.TxStartPoint": "Authorized" } });
  await station.plugIn(1);
  await station.authorize("04A1B2C3");
  expect(events(csms).at(-1)).toMatchObject({
    eventType: "Ended",
    triggerReason: "Deauthorized",
    transactionInfo: { stoppedReason: "DeAuthorized" },
  });
});

test("C09: another card of the same group stops, a stranger's does not", async () => {
  const groupIdToken = { idToken: "FLEET", type: "Central" } as const;
  const csms = await aCsms({
    Authorize: ({ idToken: { idToken } }) => ({
      idTokenInfo: idToken.startsWith("FLEET") ? { status: "Accepted", groupIdToken } : { status: "Accepted" },
    }),
  });
  const station = await aBootedStation(csms);
  await station.plugIn(1);
  await station.authorize("FLEET-1");
  expect((await station.authorize("STRANGER")).outcome).toBe("refused");
  expect((await station.authorize("FLEET-2")).outcome).toBe("stopped");
});

test("I03: the price in the answer to Ended is shown", async () => {
  const csms = await aCsms({ TransactionEvent: ({ eventType }) => (eventType === "Ended" ? { totalCost: 4.2 } : {}) });
  const station = await aBootedStation(csms);
  await station.plugIn(1);
  const { transactionId } = events(csms)[0]!.transactionInfo;
  await station.unplug(1);
  expect(station.state.runningCosts.get(transactionId)).toBe(4.2);
});

test("J01: at round times an idle EVSE sends MeterValues, a busy one a transaction event", async () => {
  const csms = await aCsms();
  const evses = [1, 2].map((id) => ({ id, connectors: [{ id: 1, type: "cType2" as const }] }));
  const startAt = new Date("2026-11-21T03:07:30Z");
  const variables = { "AlignedDataCtrlr.Interval": "900" };
  const station = await aBootedStation(csms, { evses, startAt, variables });
  await station.plugIn(1);
  await station.advance(450);
  const aligned = events(csms).filter(({ triggerReason }) => triggerReason === "MeterValueClock");
  expect(aligned).toMatchObject([{ timestamp: "2026-11-21T03:15:00.000Z" }]);
  expect(csms.payloads("MeterValues")).toMatchObject([{ evseId: 2 }]);
});

test("E10: with StopTxOnEVSideDisconnect off the transaction waits for the cable to come back", async () => {
  const csms = await aCsms();
  const variables = { "TxCtrlr.StopTxOnEVSideDisconnect": "false", "TxCtrlr.TxStopPoint": "Authorized" };
  const station = await aBootedStation(csms, { variables });
  await station.plugIn(1);
  await station.authorize("04A1B2C3");
  await station.unplug(1);
  await station.advance(120);
  await station.plugIn(1);
  await station.authorize("04A1B2C3");
  expect(told(csms)).toEqual([
    "Started CablePluggedIn EVConnected",
    "Updated Authorized EVConnected",
    "Updated ChargingStateChanged Charging",
    "Updated EVCommunicationLost Idle",
    "Updated CablePluggedIn EVConnected",
    "Updated ChargingStateChanged Charging",
    "Ended StopAuthorized EVConnected",
  ]);
});

test("G05: a fault ends what runs, and is told as status and as event", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  await station.plugIn(1);
  await station.authorize("04A1B2C3");
  await station.fault(1, "ground fault");
  expect(events(csms).at(-1)).toMatchObject({ eventType: "Ended", triggerReason: "AbnormalCondition" });
  expect(csms.payloads("StatusNotification").at(-1)?.connectorStatus).toBe("Faulted");
  await station.repair(1);
  expect(csms.payloads("NotifyEvent").map(({ eventData: [event] }) => [event?.actualValue, event?.cleared])).toEqual([
    ["true", undefined],
    ["false", true],
  ]);
});

test("K11-K13: a limit from outside is told, and slows the car", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  await station.plugIn(1);
  await station.authorize("04A1B2C3");
  await station.limitFromOutside({ source: "SO", limitW: 6_000, isGridCritical: true });
  expect([station.evse(1).powerW, events(csms).at(-1)?.triggerReason]).toEqual([6_000, "ChargingRateChanged"]);
  await station.limitFromOutside(undefined);
  expect(station.evse(1).powerW).toBe(11_000);
  expect(csms.payloads("ClearedChargingLimit")).toEqual([{ chargingLimitSource: "SO" }]);
});

test("K11.FR.06, K12: a limit of one EVSE slows that one, with its schedule where it is told, and stands in the report", async () => {
  const csms = await aCsms();
  const evses = [1, 2].map((id) => ({ id, connectors: [{ id: 1, type: "cType2" as const }] }));
  const variables = { "SmartChargingCtrlr.NotifyChargingLimitWithSchedules": "true" };
  const station = await aBootedStation(csms, { evses, variables });
  for (const evseId of [1, 2]) {
    await station.plugIn(evseId);
    await station.authorize(`CARD-${evseId}`, { evseId });
  }
  await station.limitFromOutside({ source: "EMS", limitW: 6_000, isGridCritical: false, evseId: 2 });
  expect([station.evse(1).powerW, station.evse(2).powerW]).toEqual([11_000, 6_000]);
  expect(csms.payloads("NotifyChargingLimit")).toMatchObject([
    {
      evseId: 2,
      chargingSchedule: [{ chargingRateUnit: "W", chargingSchedulePeriod: [{ startPeriod: 0, limit: 6_000 }] }],
    },
  ]);
  await station.reportProfiles(7);
  expect(csms.payloads("ReportChargingProfiles")).toMatchObject([
    {
      ...{ requestId: 7, evseId: 2, chargingLimitSource: "EMS", tbc: false },
      chargingProfile: [{ chargingProfilePurpose: "ChargingStationExternalConstraints" }],
    },
  ]);
  await station.limitFromOutside(undefined);
  expect(csms.payloads("ClearedChargingLimit")).toEqual([{ chargingLimitSource: "EMS", evseId: 2 }]);
  expect(station.evse(2).powerW).toBe(11_000);
});

test("K15: a car tells what it needs, and means to draw what it was given", async () => {
  const csms = await aCsms({
    NotifyEVChargingNeeds: () => ({ status: "Accepted" }),
    NotifyEVChargingSchedule: () => ({ status: "Accepted" }),
  });
  const station = await aBootedStation(csms);
  await expect(station.tellNeeds(1)).rejects.toThrow("no car");
  await station.plugIn(1);
  await station.authorize("04A1B2C3");
  const give = async (limit: number) => {
    await csms.command("SetChargingProfile", {
      evseId: 1,
      chargingProfile: {
        ...{ id: 7, stackLevel: 0, chargingProfilePurpose: "TxProfile", chargingProfileKind: "Relative" },
        ...{ transactionId: station.transactionAt(1)?.id ?? "" },
        chargingSchedule: [{ id: 1, chargingRateUnit: "A", chargingSchedulePeriod: [{ startPeriod: 0, limit }] }],
      },
    });
    await station.idle();
    return csms.payloads("NotifyEVChargingSchedule").at(-1)?.chargingSchedule.chargingSchedulePeriod[0]?.limit;
  };
  expect(await give(8)).toBeUndefined();
  expect(await station.tellNeeds(1)).toBe("Accepted");
  expect(csms.payloads("NotifyEVChargingNeeds")).toMatchObject([
    {
      evseId: 1,
      chargingNeeds: { requestedEnergyTransfer: "AC_three_phase", acChargingParameters: { evMaxCurrent: 15 } },
    },
  ]);
  expect([await give(10), await give(32)]).toEqual([10, 15.9]);
  expect(await station.tellSchedule(1, 40)).toBe("Accepted");
});

test("C16: the master pass ends every transaction and starts none", async () => {
  const csms = await aCsms({
    Authorize: ({ idToken: { idToken } }) => ({
      idTokenInfo: {
        status: "Accepted",
        ...(idToken === "GUARD" ? { groupIdToken: { idToken: "MASTERS", type: "Central" } } : {}),
      },
    }),
  });
  const evses = [1, 2].map((id) => ({ id, connectors: [{ id: 1, type: "cType2" as const }] }));
  const station = await aBootedStation(csms, { evses, variables: { "AuthCtrlr.MasterPassGroupId": "MASTERS" } });
  for (const evseId of [1, 2]) {
    await station.plugIn(evseId);
    await station.authorize(`CARD-${evseId}`, { evseId });
  }
  await station.authorize("GUARD");
  const ended = events(csms).filter(({ eventType }) => eventType === "Ended");
  expect(ended.map(({ transactionInfo }) => transactionInfo.stoppedReason)).toEqual(["MasterPass", "MasterPass"]);
});
