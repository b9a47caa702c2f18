import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
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
import { tenants } from "./tenants";

export const tariffs = pgTable(
  "tariffs",
  {
    tenantId: tenantId().references(() => tenants.id),
    key: text("key").notNull(),
    /** The version new sessions are priced by. */
    version: integer("version").notNull(),
    isDefault: boolean("is_default").notNull().default(false),
    createdAt: moment("created_at").notNull(),
    updatedAt: moment("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.key] }),
    uniqueIndex("tariffs_default").on(t.tenantId).where(sql`is_default`),
  ],
);

/** What a tariff said at a time. A version is never changed: sessions keep the price they began with. */
export const tariffVersions = pgTable(
  "tariff_versions",
  {
    tenantId: tenantId(),
    key: text("key").notNull(),
    version: integer("version").notNull(),
    name: text("name").notNull(),
    currency: text("currency").notNull(),
    /** Net, exact: per kWh, per hour, per session; tax in percent. Null: not charged for. */
    energyPerKwh: numeric("energy_per_kwh"),
    timePerHour: numeric("time_per_hour"),
    sessionFee: numeric("session_fee"),
    taxPercent: numeric("tax_percent"),
    createdAt: moment("created_at").notNull(),
    createdBy: jsonb("created_by").$type<Actor>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.key, t.version] }),
    foreignKey({ columns: [t.tenantId, t.key], foreignColumns: [tariffs.tenantId, tariffs.key] }).onDelete("cascade"),
  ],
);

/** A station with a tariff of its own; the others have the tenant's default. */
export const stationTariffs = pgTable(
  "station_tariffs",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    tariffKey: text("tariff_key").notNull(),
    setAt: moment("set_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId] }),
    index("station_tariffs_key").on(t.tenantId, t.tariffKey),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
    foreignKey({ columns: [t.tenantId, t.tariffKey], foreignColumns: [tariffs.tenantId, tariffs.key] }),
  ],
);

/** A line of a price, as a person reads it: quantity × rate = amount, all exact decimals. */
export type CostLine = {
  what: "energy" | "time" | "session" | "tax";
  quantity: string;
  unit: "kWh" | "h" | "session" | "percent";
  rate: string;
  amount: string;
};

/** What a session costs: by the version of the tariff that held when it began. No key to transactions: checking it would read them whole while they are young. */
export const transactionCosts = pgTable(
  "transaction_costs",
  {
    tenantId: tenantId(),
    transactionId: uuid("transaction_id").notNull(),
    tariffKey: text("tariff_key").notNull(),
    tariffVersion: integer("tariff_version").notNull(),
    /** Why this tariff: the card's own, the station's, or the tenant's default. */
    chosenBy: text("chosen_by", { enum: ["token", "station", "default"] }).notNull(),
    currency: text("currency").notNull(),
    /** Null until the session has ended. */
    total: numeric("total"),
    lines: jsonb("lines").$type<CostLine[]>(),
    calculatedAt: moment("calculated_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.transactionId] }),
    foreignKey({
      columns: [t.tenantId, t.tariffKey, t.tariffVersion],
      foreignColumns: [tariffVersions.tenantId, tariffVersions.key, tariffVersions.version],
    }),
  ],
);
