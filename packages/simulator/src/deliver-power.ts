import type { ChargingStateEnumType, TriggerReasonEnumType } from "@stationmaster/ocpp";
import { limitFor } from "./charging-limit";
import type { Evse } from "./evse";
import { meterUp, readMeter } from "./metering";
import { acceptedPowerW, chargingPowerW } from "./physics";
import type { Station } from "./station";
import { type Transaction, tell } from "./transaction";

/** How often the car's wish and the limits are looked at again. */
const lookEverySeconds = 10;

/** Plugged in and authorized: energy may flow, and its meter values are sent while the transaction runs. */
export async function closePowerPath(station: Station, transaction: Transaction): Promise<void> {
  if (transaction.powerPathClosedAt !== undefined) return;
  transaction.powerPathClosedAt = station.timeline.now();
  repeat(
    station,
    transaction,
    () => lookEverySeconds,
    (evse) => regulate(station, evse),
  );
  const updatedInterval = () => station.model.number("SampledDataCtrlr.TxUpdatedInterval");
  repeat(station, transaction, updatedInterval, () => sendMeterValues(station, transaction));
  const endedInterval = () => station.model.number("SampledDataCtrlr.TxEndedInterval");
  repeat(station, transaction, endedInterval, async (evse) => {
    transaction.kept.push(...readMeter(station, evse, "Sample.Periodic", "SampledDataCtrlr.TxEndedMeasurands"));
  });
  if (transaction.evse) await regulate(station, transaction.evse);
}

/** Sets the power by car, rating and limit, and tells when that changes the state of charging. */
export async function regulate(
  station: Station,
  evse: Evse,
  why: TriggerReasonEnumType = "ChargingStateChanged",
): Promise<void> {
  const { transaction, plugged } = evse;
  meterUp(station, evse);
  if (!transaction || !plugged || transaction.powerPathClosedAt === undefined) {
    evse.powerW = 0;
    return;
  }
  const limitW = limitFor(station, evse);
  evse.powerW = chargingPowerW(plugged.vehicle, evse, limitW);
  station.noticeVariables();
  const wantsMore = acceptedPowerW(plugged.vehicle, evse.phases) > 0;
  const state: ChargingStateEnumType = evse.powerW > 0 ? "Charging" : wantsMore ? "SuspendedEVSE" : "SuspendedEV";
  if (state === transaction.chargingState && why === "ChargingStateChanged") return;
  transaction.chargingState = state;
  await tell(station, transaction, why);
}

export async function sendMeterValues(
  station: Station,
  transaction: Transaction,
  why: TriggerReasonEnumType = "MeterValuePeriodic",
): Promise<void> {
  const { evse } = transaction;
  if (!evse || !station.model.isOn("SampledDataCtrlr.Enabled")) return;
  const context = why === "Trigger" ? "Trigger" : why === "MeterValueClock" ? "Sample.Clock" : "Sample.Periodic";
  const measurands = why === "MeterValueClock" ? "AlignedDataCtrlr.Measurands" : "SampledDataCtrlr.TxUpdatedMeasurands";
  const meterValue = readMeter(station, evse, context, measurands);
  if (meterValue.length > 0 || why === "Trigger") await tell(station, transaction, why, { meterValue });
}

/** For the life of the transaction; an interval of 0 is off until somebody sets another. */
function repeat(
  station: Station,
  transaction: Transaction,
  interval: () => number,
  work: (evse: Evse) => Promise<void>,
): void {
  const whenOff = 60;
  const next = () => {
    const seconds = interval();
    const cancel = station.timeline.after(seconds || whenOff, async () => {
      transaction.cancels = transaction.cancels.filter((other) => other !== cancel);
      if (transaction.isEnded) return;
      if (seconds > 0 && transaction.evse?.plugged) await station.track(work(transaction.evse));
      if (!transaction.isEnded) next();
    });
    transaction.cancels.push(cancel);
  };
  next();
}
