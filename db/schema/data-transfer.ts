import { foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import type { Actor } from "./commands";
import { stations } from "./stations";

/** What a vendor's station and we said to each other beside OCPP (P01, P02), as it was said. */
export const dataTransfers = pgTable(
  "data_transfers",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    /** `in`: the station said it; `out`: we did. */
    direction: text("direction", { enum: ["in", "out"] }).notNull(),
    at: moment("at").notNull(),
    vendorId: text("vendor_id").notNull(),
    messageId: text("message_id"),
    data: jsonb("data"),
    customData: jsonb("custom_data"),
    /** OCPP's word in the answer, null while there is none. */
    status: text("status"),
    answer: jsonb("answer"),
    answeredAt: moment("answered_at"),
    /** Why there is no answer: refused (CALLERROR), silent, expired, cancelled. */
    failure: text("failure"),
    commandId: uuid("command_id"),
    requestedBy: jsonb("requested_by").$type<Actor>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("data_transfers_station").on(t.tenantId, t.stationId, t.id),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);
