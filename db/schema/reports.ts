import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import type { Actor } from "./commands";
import { tenants } from "./tenants";

/** A report asked for in the portal or by the API, made by the worker. */
export const reports = pgTable(
  "reports",
  {
    tenantId: tenantId().references(() => tenants.id),
    id: uuid("id").notNull(),
    kind: text("kind", { enum: ["transactions"] }).notNull(),
    parameters: jsonb("parameters").notNull(),
    status: text("status", { enum: ["queued", "running", "done", "failed", "cancelled"] })
      .notNull()
      .default("queued"),
    progressPercent: integer("progress_percent").notNull().default(0),
    rowCount: integer("row_count"),
    fileKey: text("file_key"),
    sizeBytes: bigint("size_bytes", { mode: "number" }),
    /** When its maker last gave a sign; one that gives none has died. */
    progressAt: moment("progress_at"),
    error: text("error"),
    requestedBy: jsonb("requested_by").$type<Actor>().notNull(),
    createdAt: moment("created_at").notNull(),
    finishedAt: moment("finished_at"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index("reports_created").on(t.tenantId, t.createdAt)],
);

/** Who did what, for whoever asks later. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    tenantId: tenantId().references(() => tenants.id),
    id: uuid("id").notNull(),
    at: moment("at").notNull(),
    actor: jsonb("actor").$type<Actor>().notNull(),
    what: text("what").notNull(),
    subject: text("subject").notNull(),
    details: jsonb("details"),
    /** The card that was changed. */
    cardId: uuid("card_id").generatedAlwaysAs(sql`(details ->> 'cardId')::uuid`),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("audit_entries_subject").on(t.tenantId, t.what, t.subject, t.id),
    index("audit_entries_card").on(t.tenantId, t.cardId, t.id).where(sql`card_id is not null`),
  ],
);
