import { foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import type { Actor } from "./commands";
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

const operational = ["Operative", "Inoperative"] as const;

/**
 * Whether an operator wants a station, EVSE or connector to be in use (G03, G04). It outlives reboots of the station: what the
 * station took (`inForce`) is asked of it again when it comes back otherwise.
 */
export const availabilityIntents = pgTable(
  "availability_intents",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    /** 0: the whole station. */
    evseId: integer("evse_id").notNull(),
    /** 0: the whole EVSE. */
    connectorId: integer("connector_id").notNull(),
    wanted: text("wanted", { enum: operational }).notNull(),
    wantedAt: moment("wanted_at").notNull(),
    wantedBy: jsonb("wanted_by").$type<Actor>().notNull(),
    /** The station's word on it, or why there is none: refused (CALLERROR), silent, expired, cancelled. Null while it is asked. */
    answer: text("answer"),
    reason: text("reason"),
    commandId: uuid("command_id"),
    /** Seen at the connectors, after the answer. */
    observedAt: moment("observed_at"),
    inForce: text("in_force", { enum: operational }),
    inForceAt: moment("in_force_at"),
    /** Asked once more after a reboot. */
    reappliedAt: moment("reapplied_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId, t.evseId, t.connectorId] }),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);
