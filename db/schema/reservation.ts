import { sql } from "drizzle-orm";
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import type { Actor } from "./commands";
import { stations } from "./stations";

export const reservationStatuses = [
  "requested",
  "active",
  "refused",
  "used",
  "expired",
  "cancelled",
  "removed",
] as const;
export type ReservationStatus = (typeof reservationStatuses)[number];

/** An EVSE kept for somebody (H01-H04): what we asked for, and what became of it. */
export const reservations = pgTable(
  "reservations",
  {
    tenantId: tenantId(),
    /** UUIDv7, so the newest of a number is the one with the greatest id. */
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    /** The id the station knows it by; a later request under the same number replaces it. */
    number: integer("number").notNull(),
    /** One of the two, or neither: then any EVSE of the station. */
    evseId: integer("evse_id"),
    connectorType: text("connector_type"),
    idToken: text("id_token").notNull(),
    idTokenKey: text("id_token_key").notNull().generatedAlwaysAs(sql`lower(id_token)`),
    idTokenType: text("id_token_type").notNull(),
    groupIdToken: text("group_id_token"),
    expiresAt: moment("expires_at").notNull(),
    status: text("status", { enum: reservationStatuses }).notNull(),
    statusAt: moment("status_at").notNull(),
    /** Why it is so, in the station's words or ours. */
    reason: text("reason"),
    /** A later request of ours under the same number. */
    replacedBy: uuid("replaced_by"),
    transactionId: uuid("transaction_id"),
    commandId: uuid("command_id"),
    requestedBy: jsonb("requested_by").$type<Actor>().notNull(),
    createdAt: moment("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("reservations_number").on(t.tenantId, t.stationId, t.number, t.id),
    index("reservations_live").on(t.tenantId, t.stationId, t.expiresAt).where(sql`status in ('requested', 'active')`),
    index("reservations_due").on(t.tenantId, t.expiresAt).where(sql`status in ('requested', 'active')`),
    index("reservations_expires").on(t.tenantId, t.expiresAt),
    index("reservations_token").on(t.tenantId, t.idTokenKey, t.id),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);
