import { sql } from "drizzle-orm";
import type { Sql, TransactionSql } from "postgres";
import type { Database } from "./connect";

/** A transaction that sees one tenant's rows. */
export type TenantTransaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** The only way to a tenant's rows. Rolls back when `work` throws. */
export function withTenant<T>(db: Database, tenantId: string, work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.tenant_id', ${tenantId}, true)`);
    return work(tx);
  });
}

export type IngestTransaction = TransactionSql;

/** One flush of hot messages, for the tenants that are in it. The setting is awaited: postgres.js sends lazily, and the work must come after it. */
export function withTenants<T>(
  sql: Sql,
  tenantIds: Iterable<string>,
  work: (tx: IngestTransaction) => Promise<T>,
): Promise<T> {
  const set = `{${[...new Set(tenantIds)].join(",")}}`;
  return sql.begin(async (tx) => {
    await tx`select set_config('app.tenant_ids', ${set}, true)`;
    return work(tx);
  }) as Promise<T>;
}
