import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import { stations } from "./stations";

/** A firmware to install (L01, L02), to publish in the local network (L03) or to publish no more (L04), and how far the station has come with it. */
export const firmwareJobs = pgTable(
  "firmware_jobs",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    kind: text("kind", { enum: ["update", "publish", "unpublish"] }).notNull(),
    requestId: integer("request_id"),
    commandId: uuid("command_id"),
    /** Without the password it may carry. */
    location: text("location"),
    retrieveAt: moment("retrieve_at"),
    installAt: moment("install_at"),
    isSigned: boolean("is_signed"),
    checksum: text("checksum"),
    /** Where the published file can be fetched (L03.FR.04). */
    publishedAt: jsonb("published_at").$type<string[]>(),
    /** The station's last word, or `requested`, `replaced`, or what became of the command. */
    status: text("status").notNull(),
    statusAt: moment("status_at").notNull(),
    reason: text("reason"),
    isOver: boolean("is_over").notNull().default(false),
    steps: jsonb("steps").$type<{ status: string; at: string }[]>().notNull().default([]),
    createdAt: moment("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("firmware_jobs_station").on(t.tenantId, t.stationId, t.id),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);
