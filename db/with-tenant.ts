import { sql } from "drizzle-orm";
import type { Sql, TransactionSql } from "postgres";
import type { Database } from "./connect";
import { measureTransaction } from "./measure-transaction";

/** A transaction that sees one tenant's rows. */
export type TenantTransaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** The only way to a tenant's rows. Rolls back when `work` throws. */
export function withTenant<T>(db: Database, tenantId: string, work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
  const measured = measureTransaction("app");
  return unlessBroken(
    (w) => db.transaction(w),
    async (tx: TenantTransaction) => {
      measured.began();
      await tx.execute(sql`select set_config('app.tenant_id', ${tenantId}, true)`);
      return work(tx);
    },
  ).finally(measured.ended);
}

export type IngestTransaction = TransactionSql;

/** One flush of hot messages, for the tenants that are in it. */
export function withTenants<T>(
  sql: Sql,
  tenantIds: Iterable<string>,
  work: (tx: IngestTransaction) => Promise<T>,
): Promise<T> {
  const measured = measureTransaction("ingest");
  const set = `{${[...new Set(tenantIds)].join(",")}}`;
  return unlessBroken(
    (w) => sql.begin(w) as Promise<T>,
    async (tx: IngestTransaction) => {
      measured.began();
      // On its way before the work's first statement, which goes with it and does not wait for the answer.
      const entered = tx`select set_config('app.tenant_ids', ${set}, true)`.execute();
      const [done] = await Promise.all([work(tx), entered]);
      return done;
    },
  ).finally(measured.ended);
}

/**
 * A transaction whose connection broke is left alone: the driver would write its ROLLBACK to a socket that is gone, and end the
 * process with it (postgres.js issues 1154 and 1208). The server has rolled back by itself.
 */
const unlessBroken = <Tx, T>(
  begin: (work: (tx: Tx) => Promise<T>) => Promise<T>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> =>
  new Promise((resolve, reject) => {
    begin(async (tx) => {
      try {
        return await work(tx);
      } catch (error) {
        if (!isBroken(error)) throw error;
        reject(error);
        return new Promise<never>(() => {});
      }
    }).then(resolve, reject);
  });

const broken = /^(CONNECTION_|CONNECT_TIMEOUT$|E[A-Z]+$)/;
/** The query builder wraps what the driver threw. */
const isBroken = (error: unknown): boolean =>
  error instanceof Error && (("code" in error && broken.test(String(error.code))) || isBroken(error.cause));
