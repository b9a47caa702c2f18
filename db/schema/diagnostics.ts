import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import { stations } from "./stations";

/** What a station notices of itself (NotifyEvent), one row an event. Partitioned by month of received_at: our clock. */
export const stationEvents = pgTable(
  "station_events",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    receivedAt: moment("received_at").notNull(),
    /** UUIDv7 of ours. */
    id: uuid("id").notNull(),
    eventId: integer("event_id").notNull(),
    occurredAt: moment("occurred_at").notNull(),
    /** Alerting, Delta, Periodic. */
    trigger: text("trigger").notNull(),
    notificationType: text("notification_type").notNull(),
    component: text("component").notNull(),
    componentInstance: text("component_instance"),
    evseId: integer("evse_id"),
    connectorId: integer("connector_id"),
    variable: text("variable").notNull(),
    variableInstance: text("variable_instance"),
    actualValue: text("actual_value").notNull(),
    /** The event of the station that brought this one about. */
    cause: integer("cause"),
    techCode: text("tech_code"),
    techInfo: text("tech_info"),
    isCleared: boolean("is_cleared").notNull().default(false),
    transactionId: text("transaction_id"),
    monitorId: integer("monitor_id"),
    /** Of its monitor, as we knew it then: 0 danger to 9 debug. */
    severity: integer("severity"),
    isProblem: boolean("is_problem").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId, t.receivedAt, t.id] }),
    index("station_events_received").on(t.tenantId, t.receivedAt, t.id),
    /** A resend is the same event of the same moment. */
    index("station_events_once").on(t.tenantId, t.stationId, t.occurredAt, t.eventId),
  ],
);

/** What is wrong with a station now, or was: a Problem, something Tripped, a lock that fails (G05), a monitor that alerts. */
export const stationProblems = pgTable(
  "station_problems",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    /** component|instance|evse|connector|variable|instance, lower case, and the monitor if it is one's. */
    key: text("key").notNull(),
    component: text("component").notNull(),
    componentInstance: text("component_instance"),
    evseId: integer("evse_id"),
    connectorId: integer("connector_id"),
    variable: text("variable").notNull(),
    variableInstance: text("variable_instance"),
    actualValue: text("actual_value").notNull(),
    techCode: text("tech_code"),
    techInfo: text("tech_info"),
    monitorId: integer("monitor_id"),
    severity: integer("severity"),
    eventId: integer("event_id").notNull(),
    isOpen: boolean("is_open").notNull(),
    /** By the station's clock: when this spell began, and when it was last told of. */
    since: moment("since").notNull(),
    changedAt: moment("changed_at").notNull(),
    receivedAt: moment("received_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId, t.key] }),
    index("station_problems_open").on(t.tenantId, t.receivedAt).where(sql`is_open`),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** The monitors of a station's variables, as it last reported or accepted them. */
export const variableMonitors = pgTable(
  "variable_monitors",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    monitorId: integer("monitor_id").notNull(),
    /** The variable's key in the device model. */
    key: text("key").notNull(),
    component: text("component").notNull(),
    componentInstance: text("component_instance"),
    evseId: integer("evse_id"),
    connectorId: integer("connector_id"),
    variable: text("variable").notNull(),
    variableInstance: text("variable_instance"),
    type: text("type").notNull(),
    value: doublePrecision("value").notNull(),
    severity: integer("severity").notNull(),
    /** Only while a transaction is going on. */
    isTransaction: boolean("is_transaction").notNull(),
    /** `set`: ours, the station took it from us; `reported`: it told of one that we did not set. */
    origin: text("origin", { enum: ["set", "reported"] }).notNull(),
    knownAt: moment("known_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId, t.monitorId] }),
    index("variable_monitors_key").on(t.tenantId, t.stationId, t.key, t.monitorId),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** Which monitors are at work and how severe an event must be to be told, as the station last accepted. */
export const stationMonitoring = pgTable(
  "station_monitoring",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    base: text("base"),
    baseAt: moment("base_at"),
    level: integer("level"),
    levelAt: moment("level_at"),
    /** When all monitors were last reported, and since when the list is no longer sure. */
    reportedAt: moment("reported_at"),
    staleSince: moment("stale_since"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId] }),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** A log asked for (N01), and how far its upload has come; also one that nobody asked for. */
export const logRequests = pgTable(
  "log_requests",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    requestId: integer("request_id"),
    commandId: uuid("command_id"),
    logType: text("log_type"),
    /** Without the password it may carry. */
    remoteLocation: text("remote_location"),
    oldestAt: moment("oldest_at"),
    latestAt: moment("latest_at"),
    fileName: text("file_name"),
    /** The station's last word, or `requested`, `replaced`, or what became of the command. */
    status: text("status").notNull(),
    statusAt: moment("status_at").notNull(),
    reason: text("reason"),
    isOver: boolean("is_over").notNull().default(false),
    steps: jsonb("steps").$type<{ status: string; at: string }[]>().notNull().default([]),
    createdAt: moment("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("log_requests_station").on(t.tenantId, t.stationId, t.id),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** What stations keep of a customer, asked for or wiped (N09, N10). */
export const customerInformation = pgTable(
  "customer_information",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    requestId: integer("request_id").notNull(),
    commandId: uuid("command_id"),
    wantsReport: boolean("wants_report").notNull(),
    wantsClear: boolean("wants_clear").notNull(),
    /** idToken, customerIdentifier or customerCertificate, as asked; a PIN is never kept. */
    reference: jsonb("reference"),
    status: text("status").notNull(),
    statusAt: moment("status_at").notNull(),
    reason: text("reason"),
    /** All parts in order; empty when the station keeps nothing (N09.FR.06), null until the last has come. */
    data: text("data"),
    completedAt: moment("completed_at"),
    createdAt: moment("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("customer_information_station").on(t.tenantId, t.stationId, t.id),
    index("customer_information_command").on(t.tenantId, t.commandId).where(sql`command_id is not null`),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);
