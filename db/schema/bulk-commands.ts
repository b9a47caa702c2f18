import { foreignKey, integer, json, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import { type Actor, stationCommands } from "./commands";
import { tenants } from "./tenants";

export type BulkTally = { outcome: string; answer: string | null; count: number; observed: number };

/** One command to many stations: what was asked, once. What came of it is in the commands' own rows. */
export const bulkCommands = pgTable(
  "bulk_commands",
  {
    tenantId: tenantId().references(() => tenants.id),
    id: uuid("id").notNull(),
    action: text("action").notNull(),
    request: jsonb("request").notNull(),
    requestedBy: jsonb("requested_by").$type<Actor>().notNull(),
    createdAt: moment("created_at").notNull(),
    deadlineAt: moment("deadline_at").notNull(),
    cancelledAt: moment("cancelled_at"),
    /** How many stations stand where, once nothing of it can change any more. */
    tally: json("tally").$type<BulkTally[]>(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** A station of the selection, by the name it was selected by: it may be gone before its turn comes. */
export const bulkCommandStations = pgTable(
  "bulk_command_stations",
  {
    tenantId: tenantId(),
    bulkCommandId: uuid("bulk_command_id").notNull(),
    place: integer("place").notNull(),
    identity: text("identity").notNull(),
    /** Null: there was no such station any more, or the room refused (see `refusal`). */
    commandId: uuid("command_id"),
    refusal: text("refusal"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.bulkCommandId, t.place] }),
    foreignKey({
      columns: [t.tenantId, t.bulkCommandId],
      foreignColumns: [bulkCommands.tenantId, bulkCommands.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.tenantId, t.commandId],
      foreignColumns: [stationCommands.tenantId, stationCommands.id],
    }).onDelete("cascade"),
  ],
);
