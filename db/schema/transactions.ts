import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import type { Actor } from "./commands";
import { stations } from "./stations";

/**
 * One session. Registers carry the seqNo they came from, so late and out-of-order events fall right.
 * `namesake` counts how often the station has used the same transactionId before.
 */
export const transactions = pgTable(
  "transactions",
  {
    tenantId: tenantId(),
    /** UUIDv7 of ours: a time, by which the events are partitioned. */
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    ocppId: text("ocpp_id").notNull(),
    namesake: integer("namesake").notNull().default(0),
    evseId: integer("evse_id"),
    connectorId: integer("connector_id"),
    idToken: text("id_token"),
    idTokenKey: text("id_token_key").generatedAlwaysAs(sql`lower(id_token)`),
    idTokenType: text("id_token_type"),
    remoteStartId: integer("remote_start_id"),
    reservationId: integer("reservation_id"),
    isActive: boolean("is_active").notNull().default(true),
    /** Times by the station's clock; first and last of what was heard when Started or Ended is missing. */
    startedAt: moment("started_at").notNull(),
    endedAt: moment("ended_at"),
    /** When we ended it, and who: its station never told an end. Empty again when the station speaks of it after all. */
    closedAt: moment("closed_at"),
    closedBy: jsonb("closed_by").$type<Actor>(),
    lastEventAt: moment("last_event_at").notNull(),
    lastReceivedAt: moment("last_received_at").notNull(),
    chargingState: text("charging_state"),
    chargingStateSeq: integer("charging_state_seq"),
    stoppedReason: text("stopped_reason"),
    startedSeq: integer("started_seq"),
    endedSeq: integer("ended_seq"),
    firstSeq: integer("first_seq").notNull(),
    lastSeq: integer("last_seq").notNull(),
    /** Different seqNos heard, and events that repeat one with other content. */
    seqCount: integer("seq_count").notNull().default(0),
    conflicts: integer("conflicts").notNull().default(0),
    registerFirstWh: numeric("register_first_wh"),
    registerFirstSeq: integer("register_first_seq"),
    registerLastWh: numeric("register_last_wh"),
    registerLastSeq: integer("register_last_seq"),
    /** Set when the register ran backwards: the sum of its rises, the falls being gaps. */
    energyByRisesWh: numeric("energy_by_rises_wh"),
    energyWh: numeric("energy_wh").generatedAlwaysAs(
      sql`coalesce(energy_by_rises_wh, register_last_wh - register_first_wh)`,
    ),
    powerW: numeric("power_w"),
    socPercent: numeric("soc_percent"),
    measuredSeq: integer("measured_seq"),
    /** Asked after a gap, until the station says its queue is empty (E14). */
    gapQuestions: integer("gap_questions").notNull().default(0),
    gapIsFinal: boolean("gap_is_final").notNull().default(false),
    hasGap: boolean("has_gap")
      .notNull()
      .generatedAlwaysAs(sql`last_seq - first_seq + 1 > seq_count or (ended_seq is not null and started_seq is null)`),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("transactions_ocpp_id").on(t.tenantId, t.stationId, t.ocppId, t.namesake),
    index("transactions_active").on(t.tenantId, t.stationId, t.evseId).where(sql`is_active`),
    index("transactions_station_started").on(t.tenantId, t.stationId, t.startedAt),
    index("transactions_gaps").on(t.tenantId, t.startedAt).where(sql`has_gap`),
    index("transactions_started").on(t.tenantId, t.startedAt),
    index("transactions_token").on(t.tenantId, sql`${t.idTokenKey} collate "C"`, t.startedAt),
    index("transactions_number").on(t.tenantId, sql`${t.ocppId} collate "C"`),
    // Of a card's sessions ingest asks only for those under way: see `decideTokens`.
    index("transactions_token_active").on(t.tenantId, t.idTokenKey).where(sql`is_active`),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }),
  ],
);

/**
 * The ledger: each event stored once. A resend repeats seqNo, eventType, timestamp and with them the reason; the same seqNo with other
 * content is a row of its own (stations that never count send two at one moment).
 * Partitioned by range of transaction_id.
 */
export const transactionEvents = pgTable(
  "transaction_events",
  {
    tenantId: tenantId(),
    transactionId: uuid("transaction_id").notNull(),
    seqNo: integer("seq_no").notNull(),
    eventType: text("event_type").notNull(),
    occurredAt: moment("occurred_at").notNull(),
    receivedAt: moment("received_at").notNull(),
    triggerReason: text("trigger_reason").notNull(),
    chargingState: text("charging_state"),
    isOffline: boolean("is_offline").notNull(),
    resends: integer("resends").notNull().default(0),
    /** Arrived after an event with a higher seqNo. */
    isLate: boolean("is_late").notNull().default(false),
    /** Another event already had this seqNo. */
    isConflict: boolean("is_conflict").notNull().default(false),
    registerFirstWh: numeric("register_first_wh"),
    registerLastWh: numeric("register_last_wh"),
    /** As it was said: json is kept as it was written, where jsonb is taken apart at every write. */
    request: json("request").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.transactionId, t.seqNo, t.eventType, t.occurredAt, t.triggerReason] })],
);
