import { drizzle } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import { keepStatements } from "./keep-statements";
import { mostConnections } from "./measure-transaction";
import { type Role, roleUrl } from "./roles";
import * as schema from "./schema";

export type { Sql } from "postgres";

const openDrizzle = (sql: Sql) => drizzle(sql, { schema });

/** The rooms' way to query; a tenant's rows only through `withTenant`. */
export type Database = ReturnType<typeof openDrizzle>;

type Options = {
  role: "owner" | Role;
  max?: number;
  applicationName?: string;
  /** By the wall clock, several turns of the process to get there: one that many hurry at once takes long over each. */
  connectWithinSeconds?: number;
};

export type Connection = {
  /** For the set-based statements of ingest. Times are Dates, but strings once `db` has been used on the same connection: Drizzle parses them itself. */
  sql: Sql;
  db: Database;
};

/**
 * The hot statements only look rows up by key. Their plans are made once a connection, perhaps while the tables are empty and
 * statistics say that reading them whole is cheapest; minutes later that is the dearest thing to do. A plan made for the values
 * of one flush is no better than that for all, but to make it takes longer than to carry it out.
 */
const hotPlans = { enable_seqscan: "off", enable_sort: "off", plan_cache_mode: "force_generic_plan" };

/** Statements that are kept are still planned for their values: no index serves every status or every tenant alike. */
const keptPlans = { plan_cache_mode: "force_custom_plan" };

/** A pool under one role. */
export function connect(
  databaseUrl: string,
  { role, max = 10, applicationName = "stationmaster", connectWithinSeconds = 5 }: Options,
): Connection {
  mostConnections.set({ role }, max);
  const url = new URL(roleUrl(databaseUrl, role));
  // A UNIX socket is named by ?host=, as libpq does; postgres.js wants it as an option.
  const socket = url.searchParams.get("host");
  url.searchParams.delete("host");
  const sql = postgres(url.toString(), {
    max,
    ...(socket ? { path: `${socket}/.s.PGSQL.${url.port || 5432}` } : {}),
    connection: { application_name: applicationName, ...(role === "ingest" ? hotPlans : keptPlans) },
    onnotice: () => {},
    // A database that comes back is found again at once, not after the twenty seconds of the driver's own pauses.
    backoff: (retries: number) => Math.min(0.05 * 1.5 ** retries, 0.5),
    connect_timeout: connectWithinSeconds,
  });
  let db: Database | undefined;
  return {
    sql,
    get db() {
      if (!db) {
        keepStatements(sql);
        db = openDrizzle(sql);
      }
      return db;
    },
  };
}
