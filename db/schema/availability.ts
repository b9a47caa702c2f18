import { foreignKey, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import { stations } from "./stations";

/** How we know of an EVSE or connector: an operator said so, the station reported it, or it merely appeared in a message. */
const origins = ["configured", "reported", "observed"] as const;

export const evses = pgTable(
  "evses",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    evseId: integer("evse_id").notNull(),
    origin: text("origin", { enum: origins }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId, t.evseId] }),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** The newest status of each connector by the station's own time, with when it reached us (G01). */
export const connectors = pgTable(
  "connectors",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    evseId: integer("evse_id").notNull(),
    connectorId: integer("connector_id").notNull(),
    origin: text("origin", { enum: origins }).notNull(),
    type: text("type"),
    status: text("status"),
    statusAt: moment("status_at"),
    reportedAt: moment("reported_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId, t.evseId, t.connectorId] }),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);
