import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import { stations } from "./stations";

/** Every BootNotification, with the answer it got. */
export const stationBoots = pgTable(
  "station_boots",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    at: moment("at").notNull(),
    reason: text("reason").notNull(),
    status: text("status").notNull(),
    vendor: text("vendor").notNull(),
    model: text("model").notNull(),
    serialNumber: text("serial_number"),
    firmwareVersion: text("firmware_version"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("station_boots_station").on(t.tenantId, t.stationId, t.at),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** A paged report being gathered: its parts wait until the last has come. */
export const stationReports = pgTable(
  "station_reports",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    action: text("action").notNull(),
    requestId: integer("request_id").notNull(),
    commandId: uuid("command_id"),
    status: text("status", { enum: ["receiving", "complete", "abandoned"] })
      .notNull()
      .default("receiving"),
    /** The seqNo of the part that said it was the last. */
    lastSeqNo: integer("last_seq_no"),
    parts: integer("parts").notNull().default(0),
    bytes: integer("bytes").notNull().default(0),
    /** Its parts carry no number of their own, or one number for all: they count in the order in which they came. */
    isUncounted: boolean("is_uncounted").notNull().default(false),
    startedAt: moment("started_at").notNull(),
    receivedAt: moment("received_at").notNull(),
    completedAt: moment("completed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("station_reports_station").on(t.tenantId, t.stationId, t.action, t.requestId, t.startedAt),
    index("station_reports_receiving").on(t.tenantId, t.stationId, t.receivedAt).where(sql`status = 'receiving'`),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

export const stationReportParts = pgTable(
  "station_report_parts",
  {
    tenantId: tenantId(),
    reportId: uuid("report_id").notNull(),
    seqNo: integer("seq_no").notNull(),
    payload: jsonb("payload").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.reportId, t.seqNo] }),
    foreignKey({
      columns: [t.tenantId, t.reportId],
      foreignColumns: [stationReports.tenantId, stationReports.id],
    }).onDelete("cascade"),
  ],
);

/** The device model as the station last told it: one row an attribute. Names compare without case, hence the keys. */
export const deviceVariables = pgTable(
  "device_variables",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    /** component|instance|evse|connector|variable|instance, lower case. */
    key: text("key").notNull(),
    attributeType: text("attribute_type").notNull(),
    component: text("component").notNull(),
    componentInstance: text("component_instance"),
    evseId: integer("evse_id"),
    connectorId: integer("connector_id"),
    variable: text("variable").notNull(),
    variableInstance: text("variable_instance"),
    value: text("value"),
    mutability: text("mutability"),
    persistent: boolean("persistent"),
    constant: boolean("constant"),
    /** dataType, unit, minLimit, maxLimit, valuesList, supportsMonitoring. */
    characteristics: jsonb("characteristics"),
    /** A value the station took but will use only after a reboot (B05). */
    rebootRequired: boolean("reboot_required").notNull().default(false),
    reportedAt: moment("reported_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId, t.key, t.attributeType] }),
    index("device_variables_reboot").on(t.tenantId, t.stationId).where(sql`reboot_required`),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

export const onboardingSteps = ["boot", "report", "variables", "acceptance"] as const;
export type OnboardingStep = (typeof onboardingSteps)[number];

/** What a step came to: done, passed over because there was nothing to do, or failed, and why in one word. */
export type OnboardingResult = {
  state: "done" | "passed-over" | "failed";
  at: string;
  why?: string;
  /** In the station's words, where it gave any. */
  detail?: string;
  parts?: number;
  missing?: number[];
  variables?: number;
  template?: string;
  /** What was set, by name, with the station's word on each. */
  set?: { name: string; value: string; status: string }[];
};

/** The checklist of a station that is not accepted before it is checked. It outlives every process and connection. */
export const onboardings = pgTable(
  "onboardings",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    /** stopped: a step failed, and a person decides. overruled: a person has set the registration. */
    status: text("status", { enum: ["running", "stopped", "done", "overruled"] })
      .notNull()
      .default("running"),
    step: text("step", { enum: onboardingSteps }).notNull().default("boot"),
    results: jsonb("results").$type<Partial<Record<OnboardingStep, OnboardingResult>>>().notNull().default({}),
    /** What the step has asked of the station, and how often. */
    commandId: uuid("command_id"),
    attempts: integer("attempts").notNull().default(0),
    /** When to look again, also if nothing is heard. */
    dueAt: moment("due_at"),
    startedAt: moment("started_at").notNull(),
    stepAt: moment("step_at").notNull(),
    endedAt: moment("ended_at"),
    /** The person who accepted the station past its checklist, or set its registration. */
    decidedBy: text("decided_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId] }),
    index("onboardings_due").on(t.tenantId, t.dueAt).where(sql`status = 'running'`),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);
