import type { MeterValueType, ReadingContextEnumType, SampledValueType } from "@stationmaster/ocpp";
import type { Evse } from "./evse";
import { type Phases, usedPhases, voltageV } from "./physics";
import type { Random } from "./random";

type Measurand = NonNullable<SampledValueType["measurand"]>;
type Phase = NonNullable<SampledValueType["phase"]>;

export interface Sampling {
  timestamp: string;
  context: ReadingContextEnumType;
  measurands: string[];
  limitW: number;
  random: Random;
}

interface Reading {
  evse: Evse;
  phases: Phases;
  voltage: number;
  limitW: number;
}

const lines: Phase[] = ["L1", "L2", "L3"];
const toNeutral: Phase[] = ["L1-N", "L2-N", "L3-N"];

/** What the meter can read; a measurand that is not here is one this station does not support. */
const readers: { [M in Measurand]?: (reading: Reading) => SampledValueType[] } = {
  "Energy.Active.Import.Register": ({ evse }) => [value(Math.floor(evse.registerWh), "Wh")],
  "Power.Active.Import": ({ evse }) => [value(Math.round(evse.powerW), "W")],
  "Power.Offered": ({ evse, limitW }) => [value(Math.round(Math.min(limitW, evse.maxPowerW)), "W")],
  "Current.Import": (reading) => perPhase(reading, lines, "A", reading.evse.powerW / reading.voltage),
  "Current.Offered": ({ evse, phases, voltage, limitW }) => [
    value(tenth(Math.min(limitW, evse.maxPowerW) / voltage / (phases || 1)), "A"),
  ],
  Voltage: (reading) => perPhase(reading, toNeutral, "V", reading.voltage * (reading.phases || 1)),
  SoC: ({ evse }) => (evse.plugged ? [{ ...value(tenth(evse.plugged.vehicle.soc), "Percent"), location: "EV" }] : []),
  Frequency: () => [value(50, "Hz")],
};

export const supportedMeasurands = Object.keys(readers) as Measurand[];

/** One reading of the EVSE's meter, or none when nothing of what is asked can be read. */
export function sample(evse: Evse, { timestamp, context, measurands, limitW, random }: Sampling): MeterValueType[] {
  const vehicle = evse.plugged?.vehicle;
  const phases = vehicle ? usedPhases(vehicle, evse.phases) : evse.phases;
  const reading = { evse, phases, limitW, voltage: voltageV(evse.phases, vehicle?.soc ?? 0, random) };
  const sampledValue = measurands.flatMap((name) => {
    const measurand = name as Measurand;
    return (readers[measurand]?.(reading) ?? []).map((read) => ({ ...read, measurand, context }));
  });
  return sampledValue.length > 0 ? [{ timestamp, sampledValue }] : [];
}

function perPhase({ phases }: Reading, names: Phase[], unit: string, total: number): SampledValueType[] {
  if (phases === 0) return [value(tenth(total), unit)];
  return names.slice(0, phases).map((phase) => ({ ...value(tenth(total / phases), unit), phase }));
}

const value = (amount: number, unit: string): SampledValueType => ({ value: amount, unitOfMeasure: { unit } });
const tenth = (amount: number) => Math.round(amount * 10) / 10;
