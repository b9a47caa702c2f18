import type {
  ChargingProfileType,
  ChargingScheduleType,
  CompositeScheduleType,
  NotifyEVChargingNeedsRequest,
  NotifyEVChargingScheduleRequest,
} from "@stationmaster/ocpp";
import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import type { Actor } from "./commands";
import { stations } from "./stations";

export const profileStatuses = [
  "requested",
  "installed",
  "refused",
  "unknown",
  "withdrawn",
  "replaced",
  "cleared",
  "ended",
] as const;
export type ProfileStatus = (typeof profileStatuses)[number];

/** What we want a station to charge by (K01), and whether it took it. */
export const chargingProfiles = pgTable(
  "charging_profiles",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    evseId: integer("evse_id").notNull(),
    /** The id the station knows it by; the same id replaces, whatever it is for (K01.FR.05). */
    profileId: integer("profile_id").notNull(),
    purpose: text("purpose").notNull(),
    kind: text("kind").notNull(),
    stackLevel: integer("stack_level").notNull(),
    /** The station's own name of the session of a TxProfile, or the start that will bring it (K05). */
    transactionOcppId: text("transaction_ocpp_id"),
    remoteStartId: integer("remote_start_id"),
    validFrom: moment("valid_from"),
    validTo: moment("valid_to"),
    profile: jsonb("profile").$type<ChargingProfileType>().notNull(),
    status: text("status", { enum: profileStatuses }).notNull(),
    statusAt: moment("status_at").notNull(),
    reason: text("reason"),
    replacedBy: uuid("replaced_by"),
    commandId: uuid("command_id"),
    requestedBy: jsonb("requested_by").$type<Actor>().notNull(),
    createdAt: moment("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("charging_profiles_station").on(t.tenantId, t.stationId, t.id),
    index("charging_profiles_wanted")
      .on(t.tenantId, t.stationId, t.profileId)
      .where(sql`status in ('requested', 'installed', 'unknown')`),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** The profiles a station says it has, whoever set them. */
export const reportedChargingProfiles = pgTable(
  "reported_charging_profiles",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    evseId: integer("evse_id").notNull(),
    source: text("source").notNull(),
    profileId: integer("profile_id").notNull(),
    purpose: text("purpose").notNull(),
    stackLevel: integer("stack_level").notNull(),
    profile: jsonb("profile").$type<ChargingProfileType>().notNull(),
    reportedAt: moment("reported_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId, t.evseId, t.source, t.profileId] }),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** What a station last said it would charge by, all things taken together (K08). */
export const compositeSchedules = pgTable(
  "composite_schedules",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    /** 0: the whole station. */
    evseId: integer("evse_id").notNull(),
    unit: text("unit").notNull(),
    schedule: jsonb("schedule").$type<CompositeScheduleType>().notNull(),
    commandId: uuid("command_id").notNull(),
    toldAt: moment("told_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId, t.evseId, t.unit] }),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** A limit somebody other than us has set (K11-K14): the newest word of each source on each EVSE. */
export const chargingLimits = pgTable(
  "charging_limits",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    /** 0: the whole station. */
    evseId: integer("evse_id").notNull(),
    source: text("source").notNull(),
    isGridCritical: boolean("is_grid_critical"),
    /** Only where the station tells schedules (SmartChargingCtrlr.NotifyChargingLimitWithSchedules). */
    schedules: jsonb("schedules").$type<ChargingScheduleType[]>(),
    setAt: moment("set_at").notNull(),
    toldAt: moment("told_at").notNull(),
    clearedAt: moment("cleared_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId, t.evseId, t.source] }),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** What a car said it needs, and what it means to draw (K15-K17), each with the answer it got. */
export const evMessages = pgTable(
  "ev_messages",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    evseId: integer("evse_id").notNull(),
    /** The session that ran on the EVSE then; the message itself names none. */
    transactionId: uuid("transaction_id"),
    kind: text("kind", { enum: ["needs", "schedule"] }).notNull(),
    receivedAt: moment("received_at").notNull(),
    request: jsonb("request").$type<NotifyEVChargingNeedsRequest | NotifyEVChargingScheduleRequest>().notNull(),
    answer: text("answer").notNull(),
    reason: text("reason"),
    /** The SetChargingProfile that followed from it. */
    commandId: uuid("command_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("ev_messages_station").on(t.tenantId, t.stationId, t.evseId, t.id),
    index("ev_messages_transaction").on(t.tenantId, t.transactionId, t.id),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);
