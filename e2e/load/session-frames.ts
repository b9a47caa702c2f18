/** The same for every station: 20 events, the first and last with a card, each with one meter value of three samples. */
export const eventsPerSession = 20;
export const energyPerEventWh = 25;

const samples = (registerWh: number) =>
  [
    `{"value":${registerWh},"measurand":"Energy.Active.Import.Register","unitOfMeasure":{"unit":"Wh"}}`,
    `{"value":7360,"measurand":"Power.Active.Import","unitOfMeasure":{"unit":"W"}}`,
    `{"value":48,"measurand":"SoC","location":"EV","unitOfMeasure":{"unit":"Percent"}}`,
  ].join(",");

const kinds = {
  started: { eventType: "Started", triggerReason: "Authorized", chargingState: "Charging" },
  updated: { eventType: "Updated", triggerReason: "MeterValuePeriodic", chargingState: "Charging" },
  ended: { eventType: "Ended", triggerReason: "StopAuthorized", chargingState: "EVConnected" },
};

/** The request of one event as JSON: pieces made once, put together at the moment it is sent. */
export function eventRequest(
  kind: keyof typeof kinds,
  of: { transactionId: string; seqNo: number; registerWh: number; idToken: string; at?: Date },
): string {
  const at = (of.at ?? new Date()).toISOString();
  const { eventType, triggerReason, chargingState } = kinds[kind];
  const stopped = kind === "ended" ? ',"stoppedReason":"Local"' : "";
  const card = kind === "updated" ? "" : `,"idToken":{"idToken":"${of.idToken}","type":"ISO14443"}`;
  return (
    `{"eventType":"${eventType}","timestamp":"${at}","triggerReason":"${triggerReason}","seqNo":${of.seqNo}` +
    `,"transactionInfo":{"transactionId":"${of.transactionId}","chargingState":"${chargingState}"${stopped}}` +
    `,"evse":{"id":1,"connectorId":1}${card}` +
    `,"meterValue":[{"timestamp":"${at}","sampledValue":[${samples(of.registerWh)}]}]}`
  );
}
