import { boolean, foreignKey, index, integer, json, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import { stations } from "./stations";

/** The OCPP message log: one row an exchange, secrets taken out before it is written. Partitioned by day of our clock. */
export const ocppMessages = pgTable(
  "ocpp_messages",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    at: moment("at").notNull(),
    /** `in`: the station asked; `out`: we asked. */
    direction: text("direction", { enum: ["in", "out"] }).notNull(),
    action: text("action"),
    messageId: text("message_id"),
    /** As it was said: json is kept as it was written, where jsonb is taken apart at every write. */
    request: json("request"),
    response: json("response"),
    errorCode: text("error_code"),
    errorDescription: text("error_description"),
    /** answered, refused (CALLERROR), silent, unreadable, unmatched, or a cut of the connection. */
    outcome: text("outcome", {
      enum: ["answered", "refused", "silent", "unreadable", "unmatched", "connected", "disconnected"],
    }).notNull(),
    /** The frame as text when it could not be read, cut at 2,000 characters. */
    raw: text("raw"),
    durationMs: integer("duration_ms"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.stationId, t.at, t.id] })],
);

/** What has no room of its own yet, kept as received. */
export const receivedMessages = pgTable(
  "received_messages",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    action: text("action").notNull(),
    receivedAt: moment("received_at").notNull(),
    request: jsonb("request").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("received_messages_station").on(t.tenantId, t.stationId, t.id),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** Valid messages whose data the tables refused: answered, kept, marked, so that nothing valid is lost. */
export const rejectedMessages = pgTable(
  "rejected_messages",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    action: text("action").notNull(),
    receivedAt: moment("received_at").notNull(),
    /** Text, not jsonb: what the tables refuse, jsonb may refuse too. */
    request: text("request").notNull(),
    reason: text("reason").notNull(),
    isResolved: boolean("is_resolved").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("rejected_messages_station").on(t.tenantId, t.stationId, t.id),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);
