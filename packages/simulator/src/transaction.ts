import { randomUUID } from "node:crypto";
import type {
  ChargingStateEnumType,
  EVSEType,
  IdTokenType,
  MeterValueType,
  ReasonEnumType,
  TransactionEventEnumType,
  TriggerReasonEnumType,
} from "@stationmaster/ocpp";
import type { Evse } from "./evse";
import { endMeterValues, readMeter } from "./metering";
import type { Station } from "./station";
import { hasReachedStart, hasReachedStop, notePoints, type TxPoint } from "./tx-points";

/** What is said once, in the first event after it happened. */
interface Untold {
  idToken?: IdTokenType;
  evse?: EVSEType;
  remoteStartId?: number;
  reservationId?: number;
}

export interface Transaction {
  readonly id: string;
  seqNo: number;
  evse: Evse | undefined;
  isStarted: boolean;
  isEnded: boolean;
  isAuthorized: boolean;
  /** De-authorized with StopTxOnInvalidId off: the energy is cut, the transaction goes on. */
  isSuspended: boolean;
  idToken: IdTokenType | undefined;
  groupIdToken: IdTokenType | undefined;
  chargingState: ChargingStateEnumType;
  chargedSeconds: number;
  /** Since when plugged in and authorized: the beginning of a Relative profile. */
  powerPathClosedAt: number | undefined;
  stoppedReason: ReasonEnumType | undefined;
  totalCost: number | undefined;
  readonly reached: Set<TxPoint>;
  untold: Untold;
  /** Begin and intervals, for the Ended event. */
  readonly kept: MeterValueType[];
  cancels: (() => void)[];
}

export const aTransaction = (evse: Evse | undefined): Transaction => ({
  id: randomUUID(),
  seqNo: 0,
  evse,
  isStarted: false,
  isEnded: false,
  isAuthorized: false,
  isSuspended: false,
  idToken: undefined,
  groupIdToken: undefined,
  chargingState: "Idle",
  chargedSeconds: 0,
  powerPathClosedAt: undefined,
  stoppedReason: undefined,
  totalCost: undefined,
  reached: new Set(),
  untold: {},
  kept: [],
  cancels: [],
});

interface Telling {
  meterValue?: MeterValueType[];
  /** Ends the transaction whatever the stop points say: a reset, a fault, a time-out. */
  ends?: boolean;
}

/** Something happened to a transaction: begins it, ends it or goes on with it, as the start and stop points have it. */
export async function tell(
  station: Station,
  transaction: Transaction,
  triggerReason: TriggerReasonEnumType,
  { meterValue = [], ends = false }: Telling = {},
): Promise<void> {
  notePoints(transaction);
  if (transaction.isEnded) return;
  if (!transaction.isStarted) {
    if (ends || !hasReachedStart(station.model.list("TxCtrlr.TxStartPoint"), transaction)) {
      if (ends || !transaction.isAuthorized) forget(station, transaction);
      return;
    }
    transaction.isStarted = true;
    return say(station, transaction, "Started", triggerReason, meterValue);
  }
  const stops = ends || hasReachedStop(station.model.list("TxCtrlr.TxStopPoint"), transaction);
  if (!stops) return say(station, transaction, "Updated", triggerReason, meterValue);
  transaction.isEnded = true;
  // Read before the cable is forgotten, sent after everything else that belongs to the transaction.
  const values = endMeterValues(station, transaction);
  forget(station, transaction);
  await say(station, transaction, "Ended", triggerReason, values);
}

function say(
  station: Station,
  transaction: Transaction,
  eventType: TransactionEventEnumType,
  triggerReason: TriggerReasonEnumType,
  meterValue: MeterValueType[],
): Promise<void> {
  const { untold, evse } = transaction;
  transaction.untold = {};
  const { remoteStartId, ...once } = untold;
  const begin = once.evse && evse && eventType !== "Ended" ? beginValues(station, transaction, evse) : [];
  const values = [...begin, ...meterValue];
  const { constantSeqNo } = station.behaviour;
  const { stoppedReason } = transaction;
  return station.record({
    eventType,
    triggerReason,
    timestamp: station.timestamp(),
    seqNo: constantSeqNo ?? transaction.seqNo++,
    ...(station.isOnline ? {} : { offline: true }),
    transactionInfo: {
      transactionId: transaction.id,
      chargingState: transaction.chargingState,
      ...(transaction.chargedSeconds > 0 ? { timeSpentCharging: Math.round(transaction.chargedSeconds) } : {}),
      ...(eventType === "Ended" && stoppedReason ? { stoppedReason } : {}),
      ...(remoteStartId === undefined ? {} : { remoteStartId }),
    },
    ...once,
    ...(values.length > 0 ? { meterValue: values } : {}),
  });
}

/** E01.FR.09, .17: with Started, or with the first event that knows the EVSE. */
function beginValues(station: Station, transaction: Transaction, evse: Evse): MeterValueType[] {
  transaction.kept.push(...readMeter(station, evse, "Transaction.Begin", "SampledDataCtrlr.TxEndedMeasurands"));
  return readMeter(station, evse, "Transaction.Begin", "SampledDataCtrlr.TxStartedMeasurands");
}

function forget(station: Station, transaction: Transaction): void {
  transaction.isEnded = true;
  for (const cancel of transaction.cancels) cancel();
  transaction.cancels = [];
  if (station.state.unplaced === transaction) station.state.unplaced = undefined;
  const { evse } = transaction;
  if (evse?.transaction === transaction) {
    evse.transaction = undefined;
    evse.powerW = 0;
    station.state.awaitsSchedule.delete(evse.id);
  }
  station.state.profiles = station.state.profiles.filter(({ profile }) => profile.transactionId !== transaction.id);
}
