/** What a frame is about, for people: a short line of facts, and what the answer said. Facts keep OCPP's words. */
export type Summary = { facts: string; answer: string | undefined };

type Json = Record<string, unknown>;

export function summarize(action: string, request: unknown, response: unknown): Summary {
  const asked = isJson(request) ? request : {};
  const said = isJson(response) ? response : undefined;
  return {
    facts: (facts[action] ?? generalFacts)(asked).filter(Boolean).join(" · "),
    answer: said ? (answers[action] ?? generalAnswer)(said).filter(Boolean).join(" · ") || undefined : undefined,
  };
}

type Read = (json: Json) => (string | undefined)[];

const facts: Record<string, Read> = {
  BootNotification: ({ reason, chargingStation }) => {
    const station = isJson(chargingStation) ? chargingStation : {};
    return [text(reason), words(station.vendorName, station.model), text(station.firmwareVersion)];
  },
  StatusNotification: ({ evseId, connectorId, connectorStatus }) => [
    `EVSE ${evseId}, connector ${connectorId}: ${connectorStatus}`,
  ],
  TransactionEvent: (request) => {
    const info = isJson(request.transactionInfo) ? request.transactionInfo : {};
    return [
      `${request.eventType}, seqNo ${request.seqNo}`,
      text(request.triggerReason),
      isJson(request.evse) ? `EVSE ${request.evse.id}` : undefined,
      text(info.chargingState),
      text(info.stoppedReason),
      request.offline === true ? "offline" : undefined,
      measured(request.meterValue),
    ];
  },
  MeterValues: ({ evseId, meterValue }) => [`EVSE ${evseId}`, measured(meterValue)],
  Authorize: ({ idToken }) => [tokenOf(idToken)],
  NotifyReport: ({ requestId, seqNo, reportData, tbc }) => [
    `requestId ${requestId}, seqNo ${seqNo}`,
    `${lengthOf(reportData)} variables`,
    tbc ? "tbc" : undefined,
  ],
  NotifyEvent: ({ eventData }) =>
    list(eventData)
      .slice(0, 2)
      .map((event) => `${nameOf(event.component)}.${nameOf(event.variable)} = ${event.actualValue}`),
  SecurityEventNotification: ({ type, techInfo }) => [text(type), text(techInfo)],
  FirmwareStatusNotification: ({ status, requestId }) => [
    text(status),
    requestId === undefined ? undefined : `requestId ${requestId}`,
  ],
  LogStatusNotification: ({ status, requestId }) => [
    text(status),
    requestId === undefined ? undefined : `requestId ${requestId}`,
  ],
  DataTransfer: ({ vendorId, messageId }) => [text(vendorId), text(messageId)],
  GetVariables: ({ getVariableData }) => variablesOf(getVariableData),
  SetVariables: ({ setVariableData }) =>
    list(setVariableData)
      .slice(0, 3)
      .map((one) => `${nameOf(one.component)}.${nameOf(one.variable)} = ${one.attributeValue}`),
  RequestStartTransaction: ({ evseId, idToken }) => [
    evseId === undefined ? undefined : `EVSE ${evseId}`,
    tokenOf(idToken),
  ],
  SetChargingProfile: ({ evseId, chargingProfile }) => [
    `EVSE ${evseId}`,
    isJson(chargingProfile) ? text(chargingProfile.chargingProfilePurpose) : undefined,
  ],
};

const answers: Record<string, Read> = {
  BootNotification: ({ status, interval }) => [text(status), `interval ${interval} s`],
  Authorize: ({ idTokenInfo }) => [isJson(idTokenInfo) ? text(idTokenInfo.status) : undefined],
  TransactionEvent: ({ idTokenInfo, totalCost }) => [
    isJson(idTokenInfo) ? text(idTokenInfo.status) : undefined,
    totalCost === undefined ? undefined : `totalCost ${totalCost}`,
  ],
  Heartbeat: () => [],
  GetVariables: ({ getVariableResult }) =>
    list(getVariableResult)
      .slice(0, 3)
      .map(
        (one) =>
          `${nameOf(one.component)}.${nameOf(one.variable)}: ${one.attributeStatus === "Accepted" ? one.attributeValue : one.attributeStatus}`,
      ),
  SetVariables: ({ setVariableResult }) =>
    list(setVariableResult)
      .slice(0, 3)
      .map((one) => text(one.attributeStatus)),
};

/** Short plain values, in the order they stand. */
const generalFacts: Read = (request) =>
  Object.entries(request)
    .filter(([, value]) => ["string", "number", "boolean"].includes(typeof value) && String(value).length <= 60)
    .slice(0, 4)
    .map(([name, value]) => (typeof value === "string" ? value : `${name} ${value}`));

const generalAnswer: Read = ({ status, statusInfo }) => [
  text(status),
  isJson(statusInfo) ? text(statusInfo.reasonCode) : undefined,
];

// Register, power and charge are what people look for in meter values.
function measured(meterValue: unknown): string | undefined {
  const values = list(list(meterValue).at(-1)?.sampledValue);
  const of = (measurand: string) =>
    values.find(
      (value) => (value.measurand ?? "Energy.Active.Import.Register") === measurand && value.phase === undefined,
    );
  const thousands = (value: Json, unit: string, decimals: number) => {
    const measure = isJson(value.unitOfMeasure) ? value.unitOfMeasure : {};
    const amount = Number(value.value) * 10 ** Number(measure.multiplier ?? 0);
    const kilos = measure.unit === `k${unit}` ? amount : amount / 1000;
    return Number.isFinite(kilos) ? `${kilos.toFixed(decimals)} k${unit}` : undefined;
  };
  const power = of("Power.Active.Import");
  const energy = of("Energy.Active.Import.Register");
  const charge = of("SoC");
  const parts = [
    power && thousands(power, "W", 1),
    energy && thousands(energy, "Wh", 3),
    charge && `SoC ${charge.value} %`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : undefined;
}

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);
const lengthOf = (value: unknown) => (Array.isArray(value) ? value.length : 0);
const text = (value: unknown) => (typeof value === "string" && value ? value : undefined);
const words = (...values: unknown[]) => values.filter((value) => typeof value === "string").join(" ") || undefined;
const nameOf = (value: unknown) => (isJson(value) ? String(value.name) : "?");
const tokenOf = (value: unknown) => (isJson(value) ? text(value.idToken) : undefined);
const variablesOf = (value: unknown) =>
  list(value)
    .slice(0, 3)
    .map((one) => `${nameOf(one.component)}.${nameOf(one.variable)}`);
