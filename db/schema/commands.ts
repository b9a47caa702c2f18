import { sql } from "drizzle-orm";
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import { stations } from "./stations";

export const commandStatuses = ["queued", "sent", "answered", "refused", "silent", "expired", "cancelled"] as const;
export type CommandStatus = (typeof commandStatuses)[number];

/** Who asked: a person, a key of the HTTP API, the station's own message, or the product itself. */
export type Actor = { kind: "user" | "api-key" | "station" | "system"; id: string; name: string };

/** What we want of a station: the row is the truth, the bus only the doorbell. */
export const stationCommands = pgTable(
  "station_commands",
  {
    tenantId: tenantId(),
    /** UUIDv7, so the order of asking is the order of sending. */
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    action: text("action").notNull(),
    request: jsonb("request").notNull(),
    status: text("status", { enum: commandStatuses }).notNull().default("queued"),
    requestedBy: jsonb("requested_by").$type<Actor>().notNull(),
    createdAt: moment("created_at").notNull(),
    notBefore: moment("not_before"),
    deadlineAt: moment("deadline_at").notNull(),
    sentAt: moment("sent_at"),
    /** The connection that sent it; only that one may settle it. */
    sentEpoch: integer("sent_epoch"),
    messageId: text("message_id"),
    settledAt: moment("settled_at"),
    response: jsonb("response"),
    error: jsonb("error").$type<{ code: string; description: string; details?: unknown }>(),
    /** The effect that was seen after the answer, in a sentence's worth of facts. */
    observedAt: moment("observed_at"),
    observed: jsonb("observed").$type<Record<string, unknown>>(),
    requestId: integer("request_id"),
    /** What the command is about, when one question per subject is enough (E14: one per gap). */
    subjectId: uuid("subject_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("station_commands_waiting").on(t.tenantId, t.stationId, t.id).where(sql`status in ('queued', 'sent')`),
    index("station_commands_station").on(t.tenantId, t.stationId, t.id),
    // Every status an EVSE reports is held against the resets that wait for one: there are hardly any.
    index("station_commands_resets")
      .on(t.tenantId, t.stationId)
      .where(sql`action = 'Reset' and status = 'answered' and observed_at is null`),
    index("station_commands_subject").on(t.tenantId, t.subjectId).where(sql`subject_id is not null`),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);
