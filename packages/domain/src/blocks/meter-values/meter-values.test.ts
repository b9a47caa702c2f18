import { withTenants } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { aRoom, type RoomStation, type RoomTenant } from "@stationmaster/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { meterValues } from "./meter-values";
import { type MeterValue, measure } from "./samples";

const room = await aRoom();
const tenant = await room.tenant();

const at = "2026-06-01T12:00:00Z";
const value = (...sampledValue: MeterValue["sampledValue"][number][]): MeterValue => ({
  timestamp: at,
  sampledValue: sampledValue as MeterValue["sampledValue"],
});

const send = (of: RoomTenant, station: RoomStation, request: Req<"MeterValues">) =>
  withTenants(room.ingest.sql, [of.id], (tx) =>
    meterValues.handleMany(tx, [{ n: 0, tenantId: of.id, stationId: station.id, receivedAt: new Date(), request }]),
  );
const stored = (station: RoomStation) =>
  room.owner.sql`select evse_id, energy_wh::float, power_w::float from meter_values where station_id = ${station.id}`;

test("J01: values outside a transaction are kept once, however often they are sent", async () => {
  const station = await tenant.station();
  const request: Req<"MeterValues"> = {
    evseId: 0,
    meterValue: [
      value(
        { value: 12.5, unitOfMeasure: { unit: "kWh" } },
        { value: 7.2, measurand: "Power.Active.Import", unitOfMeasure: { unit: "kW" } },
      ),
    ],
  };
  await send(tenant, station, request);
  await send(tenant, station, request);
  expect(await stored(station)).toEqual([{ evse_id: 0, energy_wh: 12500, power_w: 7200 }]);
});

test("J01: another tenant cannot add values to this one's station", async () => {
  const station = await tenant.station();
  const other = await room.tenant();
  await send(other, station, { evseId: 1, meterValue: [value({ value: 1 })] });
  const seen = await tenant.inside((ctx) => ctx.db.query.meterValues.findMany());
  expect(seen.filter(({ stationId }) => stationId === station.id)).toEqual([]);
});

test("J02: the whole is taken where it is told, else the phases together", () => {
  const phases = (measurand: "Power.Active.Import" | "Current.Import" | "Voltage", ...values: number[]) =>
    values.map((value, index) => ({ value, measurand, phase: (["L1", "L2", "L3"] as const)[index]! }));
  expect(measure(value(...phases("Power.Active.Import", 1000, 2000, 3000)))).toMatchObject({ powerW: 6000 });
  expect(
    measure(
      value(...phases("Power.Active.Import", 1000, 2000, 3000), { value: 6100, measurand: "Power.Active.Import" }),
    ),
  ).toMatchObject({ powerW: 6100 });
  expect(measure(value(...phases("Current.Import", 10, 16, 12)))).toMatchObject({ currentA: 16 });
  expect(measure(value(...phases("Voltage", 228, 230, 232)))).toMatchObject({ voltageV: 230 });
  expect(measure(value({ value: 55, measurand: "SoC", location: "EV" }))).toMatchObject({
    socPercent: 55,
    energyWh: null,
  });
});

test("J02: a unit we cannot turn into ours is no number at all, and the sample is kept", () => {
  const odd = value({ value: 5, measurand: "Power.Active.Import", unitOfMeasure: { unit: "horse" } });
  expect(measure(odd)).toMatchObject({ powerW: null, samples: odd.sampledValue });
});

test("J02: whatever a station sends, a measure is a finite number or nothing", () => {
  const sample = fc.record({
    value: fc.double({ noNaN: true }),
    unitOfMeasure: fc.record({ unit: fc.constantFrom("Wh", "kWh"), multiplier: fc.integer() }),
  });
  fc.assert(
    fc.property(sample, (sampled) => {
      const { energyWh } = measure(value(sampled));
      expect(energyWh === null || Number.isFinite(energyWh)).toBe(true);
    }),
  );
});
