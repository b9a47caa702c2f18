import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import { stations } from "./stations";
import { tenants } from "./tenants";

export const drivers = pgTable(
  "drivers",
  {
    tenantId: tenantId().references(() => tenants.id),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    email: text("email"),
    // Columns of their own: under row-level security no index on what a function makes of a column is used.
    nameKey: text("name_key").notNull().generatedAlwaysAs(sql`lower(name)`),
    emailKey: text("email_key").generatedAlwaysAs(sql`lower(email)`),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    // What begins with something is found by bytes, whatever the language of the database.
    index("drivers_name").on(t.tenantId, sql`${t.nameKey} collate "C"`, t.id),
    index("drivers_email").on(t.tenantId, sql`${t.emailKey} collate "C"`),
  ],
);

/** A token is its text and its type, both without case (C01.FR.25). */
export const idTokens = pgTable(
  "id_tokens",
  {
    tenantId: tenantId().references(() => tenants.id),
    /** Ours: a PIN must not stand in an address (C04.FR.04). */
    id: uuid("id").notNull().default(sql`gen_random_uuid()`),
    tokenKey: text("token_key").notNull().generatedAlwaysAs(sql`lower(id_token)`),
    type: text("type").notNull(),
    idToken: text("id_token").notNull(),
    status: text("status").notNull(),
    groupIdToken: text("group_id_token"),
    groupKey: text("group_key").generatedAlwaysAs(sql`lower(group_id_token)`),
    masterPass: boolean("master_pass").notNull().default(false),
    language: text("language"),
    language2: text("language2"),
    expiresAt: moment("expires_at"),
    personalMessage: text("personal_message"),
    maxConcurrentTransactions: integer("max_concurrent_transactions"),
    driverId: uuid("driver_id"),
    tariffKey: text("tariff_key"),
    /** Where and when it may be used; parsed by the room of authorization. */
    limits: jsonb("limits"),
    /** Blocked because somebody said it is lost. */
    lostAt: moment("lost_at"),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.tokenKey, t.type] }),
    uniqueIndex("id_tokens_id").on(t.tenantId, t.id),
    index("id_tokens_group").on(t.tenantId, t.groupKey, t.tokenKey),
    index("id_tokens_driver").on(t.tenantId, t.driverId),
    index("id_tokens_search").on(t.tenantId, sql`${t.tokenKey} collate "C"`, t.type),
    // The few that may be anything but good.
    index("id_tokens_odd")
      .on(t.tenantId, sql`${t.tokenKey} collate "C"`, t.type)
      .where(sql`status <> 'Accepted' or expires_at is not null`),
    index("id_tokens_tariff").on(t.tenantId, t.tariffKey).where(sql`tariff_key is not null`),
    index("id_tokens_group_search").on(t.tenantId, sql`${t.groupKey} collate "C"`),
    foreignKey({ columns: [t.tenantId, t.driverId], foreignColumns: [drivers.tenantId, drivers.id] }),
  ],
);

/**
 * The decision trace: what each card that asked was told, and by which rule.
 * Partitioned by range of id (a UUIDv7, so a time); kept as long as the events of sessions.
 */
export const authorizations = pgTable(
  "authorizations",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    evseId: integer("evse_id"),
    message: text("message", { enum: ["Authorize", "TransactionEvent"] }).notNull(),
    /** Null where nobody held a card, and for a PIN, which is written down nowhere (C04.FR.04). */
    idToken: text("id_token"),
    idTokenKey: text("id_token_key").generatedAlwaysAs(sql`lower(id_token)`),
    idTokenType: text("id_token_type").notNull(),
    /** The card, where it was known. */
    cardId: uuid("card_id"),
    transactionId: uuid("transaction_id"),
    status: text("status").notNull(),
    rule: text("rule").notNull(),
    facts: jsonb("facts").$type<Record<string, string | number>>(),
    isRefused: boolean("is_refused").notNull().generatedAlwaysAs(sql`status <> 'Accepted'`),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("authorizations_station").on(t.tenantId, t.stationId, t.id),
    index("authorizations_token").on(t.tenantId, sql`${t.idTokenKey} collate "C"`, t.id),
    index("authorizations_card").on(t.tenantId, t.cardId, t.id),
    index("authorizations_refused").on(t.tenantId, t.id).where(sql`is_refused`),
    index("authorizations_refused_by").on(t.tenantId, t.rule, t.id).where(sql`is_refused`),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);
