import { foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import type { Actor } from "./commands";
import { stations } from "./stations";

/** How a station is to reach a CSMS: OCPP's NetworkConnectionProfile, without its secrets. */
export type NetworkConnection = {
  ocppVersion: string;
  ocppTransport: string;
  ocppCsmsUrl: string;
  messageTimeout: number;
  securityProfile: number;
  ocppInterface: string;
  apn?: object;
  vpn?: object;
};

/** A slot of a station's network profiles, as far as we ever wrote one: OCPP has no message to read them back. */
export const networkProfiles = pgTable(
  "network_profiles",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    slot: integer("slot").notNull(),
    /** What the station took last; null: not known. */
    held: jsonb("held").$type<NetworkConnection>(),
    heldAt: moment("held_at"),
    // What was sent last, and what came of it: the station's word or the command's; null until then.
    sent: jsonb("sent").$type<NetworkConnection>().notNull(),
    sentAt: moment("sent_at").notNull(),
    commandId: uuid("command_id"),
    status: text("status"),
    reason: text("reason"),
    // The migration onto this slot (B10), with the commands of its steps; the newest of a station is the one that counts.
    migrationAt: moment("migration_at"),
    migrationBy: jsonb("migration_by").$type<Actor>(),
    fromSlot: integer("from_slot"),
    orderBefore: text("order_before"),
    outOfServiceId: uuid("out_of_service_id"),
    queueId: uuid("queue_id"),
    orderId: uuid("order_id"),
    restartId: uuid("restart_id"),
    /** The question, after the first boot since, which profile it came by. */
    checkId: uuid("check_id"),
    undoId: uuid("undo_id"),
    /** An operator has closed it. */
    endedAt: moment("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId, t.slot] }),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);
