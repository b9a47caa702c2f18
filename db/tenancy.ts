import { sql } from "drizzle-orm";
import { timestamp, uuid } from "drizzle-orm/pg-core";

/** The tenant a row belongs to: set by `withTenant`, so an insert carries it without naming it. */
export const tenantId = () =>
  uuid("tenant_id").notNull().default(sql`nullif(current_setting('app.tenant_id', true), '')::uuid`);

/** A moment in UTC, as a Date. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
