/** The hot messages beside TransactionEvent: what a station says over and over. */
export const hotActions = ["Heartbeat", "StatusNotification", "MeterValues"] as const;
export type HotAction = (typeof hotActions)[number];

/** The nth request of a station as JSON; no two are the same. */
export const hotRequest: Record<HotAction, (n: number) => string> = {
  Heartbeat: () => "{}",
  StatusNotification: (n) =>
    `{"timestamp":"${now()}","connectorStatus":"${n % 2 === 0 ? "Available" : "Occupied"}","evseId":1,"connectorId":1}`,
  MeterValues: (n) => `{"evseId":1,"meterValue":[{"timestamp":"${now()}","sampledValue":[${samples(1_000 + n)}]}]}`,
};

const now = () => new Date().toISOString();

const samples = (registerWh: number) =>
  [
    `{"value":${registerWh},"context":"Sample.Clock","measurand":"Energy.Active.Import.Register","unitOfMeasure":{"unit":"Wh"}}`,
    `{"value":230.4,"context":"Sample.Clock","measurand":"Voltage","unitOfMeasure":{"unit":"V"}}`,
    `{"value":0,"context":"Sample.Clock","measurand":"Power.Active.Import","unitOfMeasure":{"unit":"W"}}`,
  ].join(",");
