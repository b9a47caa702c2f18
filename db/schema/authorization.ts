import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import { tenants } from "./tenants";

export const drivers = pgTable(
  "drivers",
  {
    tenantId: tenantId().references(() => tenants.id),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    email: text("email"),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** A token is its text and its type, both without case (C01.FR.25). */
export const idTokens = pgTable(
  "id_tokens",
  {
    tenantId: tenantId().references(() => tenants.id),
    tokenKey: text("token_key").notNull().generatedAlwaysAs(sql`lower(id_token)`),
    type: text("type").notNull(),
    idToken: text("id_token").notNull(),
    status: text("status").notNull(),
    groupIdToken: text("group_id_token"),
    masterPass: boolean("master_pass").notNull().default(false),
    language: text("language"),
    expiresAt: moment("expires_at"),
    personalMessage: text("personal_message"),
    maxConcurrentTransactions: integer("max_concurrent_transactions"),
    driverId: uuid("driver_id"),
    tariffKey: text("tariff_key"),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.tokenKey, t.type] }),
    index("id_tokens_driver").on(t.tenantId, t.driverId),
    foreignKey({ columns: [t.tenantId, t.driverId], foreignColumns: [drivers.tenantId, drivers.id] }),
  ],
);
