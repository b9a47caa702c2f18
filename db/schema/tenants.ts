import { boolean, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";

/** One customer of the platform. A tenant sees its own row only. */
export const tenants = pgTable("tenants", {
  id: uuid("id").primaryKey(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  currency: text("currency").notNull(),
  timeZone: text("time_zone").notNull(),
  country: text("country").notNull(),
  status: text("status", { enum: ["active", "suspended"] })
    .notNull()
    .default("active"),
  onboarding: text("onboarding", { enum: ["immediate", "checked"] })
    .notNull()
    .default("immediate"),
  /** Whether a station is asked for its device model by itself, or only by people (B07.FR.14). */
  inventory: text("inventory", { enum: ["manual", "automatic"] })
    .notNull()
    .default("manual"),
  unknownStations: text("unknown_stations", { enum: ["refuse", "pending"] })
    .notNull()
    .default("refuse"),
  unknownProperties: text("unknown_properties", { enum: ["ignore", "refuse"] })
    .notNull()
    .default("ignore"),
  heartbeatIntervalSeconds: integer("heartbeat_interval_seconds").notNull().default(300),
  pendingIntervalSeconds: integer("pending_interval_seconds").notNull().default(10),
  createdAt: moment("created_at").notNull().defaultNow(),
});

/** A person. `sessionVersion` grows when every session of theirs must end. */
export const users = pgTable("users", {
  id: uuid("id").primaryKey(),
  email: text("email").notNull().unique(),
  name: text("name").notNull(),
  passwordHash: text("password_hash").notNull(),
  isPlatformAdmin: boolean("is_platform_admin").notNull().default(false),
  sessionVersion: integer("session_version").notNull().default(1),
  createdAt: moment("created_at").notNull().defaultNow(),
});

export const members = pgTable(
  "members",
  {
    tenantId: tenantId().references(() => tenants.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    role: text("role", { enum: ["operator", "host", "driver"] }).notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.userId] })],
);

/** A key of the HTTP API; only its hash is kept. */
export const apiKeys = pgTable(
  "api_keys",
  {
    tenantId: tenantId().references(() => tenants.id),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    hash: text("hash").notNull(),
    hint: text("hint").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
    lastUsedAt: moment("last_used_at"),
    revokedAt: moment("revoked_at"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), uniqueIndex("api_keys_hash").on(t.tenantId, t.hash)],
);
