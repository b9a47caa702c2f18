import type { MeterValueType, ReadingContextEnumType } from "@stationmaster/ocpp";
import { limitFor } from "./charging-limit";
import type { Evse } from "./evse";
import { sample } from "./meter";
import { charge } from "./physics";
import type { Station } from "./station";
import type { Transaction } from "./transaction";

/** Lets the energy of the time since the last look flow through the meter. */
export function meterUp(station: Station, evse: Evse): void {
  const now = station.timeline.now();
  const seconds = (now - evse.meteredAt) / 1000;
  evse.meteredAt = now;
  if (!evse.plugged || evse.powerW <= 0 || seconds <= 0) return;
  evse.registerWh += charge(evse.plugged.vehicle, evse.powerW, seconds);
  if (evse.transaction) evse.transaction.chargedSeconds += seconds;
}

/** What the meter shows now, by the measurands that a variable names. */
export function readMeter(
  station: Station,
  evse: Evse,
  context: ReadingContextEnumType,
  measurandsIn: string,
): MeterValueType[] {
  meterUp(station, evse);
  return sample(evse, {
    context,
    timestamp: station.timestamp(),
    measurands: station.model.list(measurandsIn),
    limitW: Math.min(limitFor(station, evse), evse.maxPowerW),
    random: station.random,
  });
}

/** E06.FR.11: from begin to end, at TxEndedInterval. */
export function endMeterValues(station: Station, { kept, evse }: Transaction): MeterValueType[] {
  if (!evse) return kept;
  return [...kept, ...readMeter(station, evse, "Transaction.End", "SampledDataCtrlr.TxEndedMeasurands")];
}
