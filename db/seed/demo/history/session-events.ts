import type { MeterValueType, ReadingContextEnumType, Req, SampledValueType } from "@stationmaster/ocpp";
import type { Card } from "../cards";
import type { EvseModel } from "../models";
import { between, oneOf, type Random } from "../random";
import type { Charge, Reading } from "./charge";

export type Event = Req<"TransactionEvent">;

export type Session = {
  transactionId: string;
  evseId: number;
  evse: EvseModel;
  connectorId: number;
  card: Card;
  begin: number;
  end: number;
  charge: Charge;
};

/** A session as its station told it: plugged in, a card, meter values, full or not, gone. */
export function eventsOf(
  { transactionId, evseId, evse, connectorId, card, begin, end, charge }: Session,
  random: Random,
): Event[] {
  const events: Event[] = [];
  const tell = (
    at: number,
    event: Pick<Event, "eventType" | "triggerReason"> & Partial<Event>,
    info: Partial<Event["transactionInfo"]>,
  ) =>
    events.push({
      ...event,
      timestamp: new Date(at).toISOString(),
      seqNo: events.length,
      transactionInfo: { transactionId, ...info },
    });
  const values = (reading: Reading, context: ReadingContextEnumType) => ({
    meterValue: [meterValue(reading, evse, context)],
  });
  const pluggedAt = begin - Math.round(between(random, 8_000, 45_000));

  tell(
    pluggedAt,
    {
      eventType: "Started",
      triggerReason: "CablePluggedIn",
      evse: { id: evseId, connectorId },
      ...values({ ...charge.first, at: pluggedAt }, "Transaction.Begin"),
    },
    { chargingState: "EVConnected" },
  );
  tell(
    begin,
    { eventType: "Updated", triggerReason: "Authorized", idToken: { idToken: card.idToken, type: card.type } },
    { chargingState: "Charging" },
  );
  const told = charge.readings.map(
    (reading) => () =>
      tell(
        reading.at,
        { eventType: "Updated", triggerReason: "MeterValuePeriodic", ...values(reading, "Sample.Periodic") },
        {},
      ),
  );
  const { fullAt } = charge;
  const before = fullAt === null ? told.length : charge.readings.filter(({ at }) => at <= fullAt).length;
  for (const say of told.slice(0, before)) say();
  if (fullAt !== null)
    tell(fullAt, { eventType: "Updated", triggerReason: "ChargingStateChanged" }, { chargingState: "SuspendedEV" });
  for (const say of told.slice(before)) say();
  const [triggerReason, stoppedReason, chargingState] = oneOf(random, endings);
  tell(
    end,
    { eventType: "Ended", triggerReason, ...values({ ...charge.last, at: end }, "Transaction.End") },
    {
      chargingState,
      stoppedReason,
      timeSpentCharging: Math.round(((fullAt ?? end) - begin) / 1000),
    },
  );
  return events;
}

const endings = [
  ["StopAuthorized", "Local", "EVConnected"],
  ["StopAuthorized", "Local", "EVConnected"],
  ["EVDeparted", "EVDisconnected", "Idle"],
  ["EVDeparted", "EVDisconnected", "Idle"],
  ["RemoteStop", "Remote", "EVConnected"],
] as const;

function meterValue(
  { at, powerW, registerWh, soc }: Reading,
  { phases }: EvseModel,
  context: ReadingContextEnumType,
): MeterValueType {
  const sample = (
    measurand: NonNullable<SampledValueType["measurand"]>,
    value: number,
    unit: string,
  ): SampledValueType => ({
    value,
    measurand,
    context,
    unitOfMeasure: { unit },
  });
  const sampledValue: [SampledValueType, ...SampledValueType[]] = [
    sample("Energy.Active.Import.Register", Math.round(registerWh), "Wh"),
    sample("Power.Active.Import", Math.round(powerW), "W"),
  ];
  if (phases === 0) {
    sampledValue.push(sample("Current.Import", tenth(powerW / 400), "A"), {
      ...sample("SoC", tenth(soc * 100), "Percent"),
      location: "EV",
    });
  } else {
    // A car that takes no more than one phase gives uses the first alone.
    const used = powerW > 0 && powerW < 7_500 ? 1 : 3;
    for (const [index, phase] of (["L1", "L2", "L3"] as const).entries()) {
      sampledValue.push({ ...sample("Current.Import", index < used ? tenth(powerW / used / 230) : 0, "A"), phase });
    }
  }
  return { timestamp: new Date(at).toISOString(), sampledValue };
}

const tenth = (amount: number) => Math.round(amount * 10) / 10;
