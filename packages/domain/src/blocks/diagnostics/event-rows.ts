import type { Req } from "@stationmaster/ocpp";
import { type Arrived, newId } from "../../kernel";
import { variableKey } from "../provisioning";

type EventData = Req<"NotifyEvent">["eventData"][number];
export type EventRow = ReturnType<typeof rowOf>;

/** The events of one message as rows, each once. */
export function rowsOf(arrived: Arrived<"NotifyEvent">) {
  const rows = new Map<string, EventRow>();
  for (const event of arrived.request.eventData) {
    const row = rowOf(arrived, event);
    const { id, key, ...told } = row;
    rows.set(JSON.stringify(told), row);
  }
  return [...rows.values()];
}

const rowOf = ({ tenantId, stationId, receivedAt }: Arrived<"NotifyEvent">, event: EventData) => ({
  tenant: tenantId,
  station: stationId,
  received: receivedAt.toISOString(),
  id: newId(),
  event: event.eventId,
  at: event.timestamp,
  trigger: event.trigger,
  notification: event.eventNotificationType,
  component: event.component.name,
  instance: event.component.instance ?? null,
  evse: event.component.evse?.id ?? null,
  connector: event.component.evse?.connectorId ?? null,
  variable: event.variable.name,
  variable_instance: event.variable.instance ?? null,
  value: event.actualValue,
  cause: event.cause ?? null,
  tech_code: event.techCode ?? null,
  tech_info: event.techInfo ?? null,
  cleared: event.cleared ?? false,
  transaction: event.transactionId ?? null,
  monitor: event.variableMonitoringId ?? null,
  key: problemKey(event),
  problem: problemOf(event),
});

/** Variables whose truth is trouble, of any component (G05 is the lock's Problem) and of some. */
const troubles = new Set(["problem", "tripped"]);
const alarms = new Set(
  ["emergencystopsensor", "tiltsensor", "shocksensor", "floodsensor", "caseaccesssensor", "cablebreakawaysensor"].map(
    (component) => `${component}.active`,
  ),
);

const isTrouble = ({ component, variable }: EventData): boolean => {
  const name = variable.name.toLowerCase();
  return troubles.has(name) || alarms.has(`${component.name.toLowerCase()}.${name}`);
};

/** What the event says of a problem: it begins or goes on, or it is over (N07.FR.14). */
function problemOf(event: EventData): "opens" | "ends" | null {
  if (isTrouble(event)) return isTrue(event.actualValue) && !event.cleared ? "opens" : "ends";
  if (event.trigger === "Alerting") return event.cleared ? "ends" : "opens";
  return event.cleared ? "ends" : null;
}

/** Two thresholds of one variable are two problems; a thing that is broken is broken whoever notices. */
const problemKey = (event: EventData): string => {
  const key = variableKey(event.component, event.variable);
  return isTrouble(event) || event.variableMonitoringId === undefined ? key : `${key}#${event.variableMonitoringId}`;
};

/** Values travel as text. */
const isTrue = (value: string) => ["true", "1"].includes(value.trim().toLowerCase());

const statuses = ["Available", "Occupied", "Reserved", "Unavailable", "Faulted"] as const;

/** G05: it says whether a plug is held fast, without which the station does not charge. */
export const plugLock = "ConnectorPlugRetentionLock";
export const isOfLock = ({ component, problem }: EventRow): boolean =>
  problem !== null && component.toLowerCase() === plugLock.toLowerCase();

/** An AvailabilityState of a connector, as the StatusNotification that it stands for. */
export function connectorStatusOf(row: EventRow): Omit<Arrived<"StatusNotification">, "n"> | null {
  if (row.component.toLowerCase() !== "connector" || row.variable.toLowerCase() !== "availabilitystate") return null;
  const status = statuses.find((word) => word.toLowerCase() === row.value.trim().toLowerCase());
  if (!status || row.evse === null || row.connector === null) return null;
  return {
    tenantId: row.tenant,
    stationId: row.station,
    receivedAt: new Date(row.received),
    request: { evseId: row.evse, connectorId: row.connector, connectorStatus: status, timestamp: row.at },
  };
}
