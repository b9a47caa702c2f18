import type { Req } from "@stationmaster/ocpp";

export type MeterValue = Req<"MeterValues">["meterValue"][number];
type Sample = MeterValue["sampledValue"][number];

/** What everyone asks of a meter value, in base units; the samples stay as received beside it. */
export type Measured = {
  at: string;
  context: string | null;
  energyWh: number | null;
  powerW: number | null;
  socPercent: number | null;
  currentA: number | null;
  voltageV: number | null;
  samples: Sample[];
};

type Quantity = "energyWh" | "powerW" | "socPercent" | "currentA" | "voltageV";

/** The measurands made plain, and the factor of each unit towards ours. The default measurand is the energy register (J02). */
const quantityOf: Record<string, { quantity: Quantity; units: Record<string, number>; unit: string }> = {
  "Energy.Active.Import.Register": { quantity: "energyWh", units: { Wh: 1, kWh: 1000 }, unit: "Wh" },
  "Power.Active.Import": { quantity: "powerW", units: { W: 1, kW: 1000 }, unit: "W" },
  SoC: { quantity: "socPercent", units: { Percent: 1 }, unit: "Percent" },
  "Current.Import": { quantity: "currentA", units: { A: 1 }, unit: "A" },
  Voltage: { quantity: "voltageV", units: { V: 1 }, unit: "V" },
};

export function measure(meterValue: MeterValue): Measured {
  const measured: Measured = {
    at: meterValue.timestamp,
    context: meterValue.sampledValue[0]?.context ?? null,
    energyWh: null,
    powerW: null,
    socPercent: null,
    currentA: null,
    voltageV: null,
    samples: meterValue.sampledValue,
  };
  for (const quantity of new Set(Object.values(quantityOf).map((known) => known.quantity))) {
    measured[quantity] = pick(
      meterValue.sampledValue.filter((sample) => quantityOf[measurandOf(sample)]?.quantity === quantity),
    );
  }
  return measured;
}

/** The whole where it was sent; else the phases: added up for power and energy, the highest current, the mean voltage. */
function pick(samples: Sample[]): number | null {
  const outlet = samples.filter((sample) => (sample.location ?? "Outlet") === "Outlet");
  const from =
    outlet.length > 0 ? outlet : samples.filter((sample) => sample.location === "Inlet" || sample.location === "EV");
  const values = from.flatMap((sample) => {
    const value = inBaseUnit(sample);
    return value === null ? [] : [{ value, phase: sample.phase, measurand: measurandOf(sample) }];
  });
  const whole = values.filter(({ phase }) => phase === undefined);
  if (whole.length > 0) return whole.at(-1)!.value;
  const phases = values.filter(
    ({ phase }) => phase === "L1" || phase === "L2" || phase === "L3" || phase?.endsWith("-N"),
  );
  if (phases.length === 0) return null;
  const numbers = phases.map(({ value }) => value);
  switch (phases[0]!.measurand) {
    case "Voltage":
      return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    case "Current.Import":
      return Math.max(...numbers);
    default:
      return numbers.reduce((sum, value) => sum + value, 0);
  }
}

function inBaseUnit(sample: Sample): number | null {
  const known = quantityOf[measurandOf(sample)]!;
  const factor = known.units[sample.unitOfMeasure?.unit ?? known.unit];
  if (factor === undefined) return null;
  const multiplier = sample.unitOfMeasure?.multiplier ?? 0;
  if (Math.abs(multiplier) > 12) return null;
  // Powers of ten by text, so that 0.1 kWh is 100 Wh and not 100.00000000000001.
  const value = multiplier === 0 ? sample.value * factor : Number(`${sample.value * factor}e${multiplier}`);
  return Number.isFinite(value) && Math.abs(value) < 1e15 ? Number(value.toFixed(6)) : null;
}

const measurandOf = (sample: Sample) => sample.measurand ?? "Energy.Active.Import.Register";
