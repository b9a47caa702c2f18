import { randomUUID } from "node:crypto";
import { afterAll } from "vitest";
import { connect, type IngestTransaction, platformTables, type Sql } from "../index";
import { fillableTables, fillTables } from "./fill-tables";

export const denied = { code: "42501" };

/** A migrated database with a row of each of two tenants in every table there is, and every role's way to it. */
export async function twoTenants(url: string) {
  const pools = {
    owner: connect(url, { role: "owner", max: 1 }),
    app: connect(url, { role: "app", max: 2 }),
    ingest: connect(url, { role: "ingest", max: 2 }),
    directory: connect(url, { role: "directory", max: 2 }),
  };
  afterAll(() => Promise.all(Object.values(pools).map(({ sql }) => sql.end())));
  const owner = pools.owner.sql;
  const tables = await fillableTables(owner);
  const [a, b] = [randomUUID(), randomUUID()];
  const rows = { a: await fillTables(owner, tables, a), b: await fillTables(owner, tables, b) };
  const tenantTables = tables.filter(({ name }) => !(name in platformTables) && name !== "tenants");

  return {
    ...pools,
    a,
    b,
    rows,
    tables: tenantTables.map((table) => [table.name, table] as const),
    /** As `withTenant` does it, for statements that are made from the catalogue. */
    asTenant: <T>(tenantId: string, work: (tx: IngestTransaction) => Promise<T>): Promise<T> =>
      pools.app.sql.begin(async (tx) => {
        await tx`select set_config('app.tenant_id', ${tenantId}, true)`;
        return work(tx);
      }) as Promise<T>,
    contentOf: async (table: string, tenantId: string) => {
      const content = await owner<
        { row: string }[]
      >`select t::text as row from ${owner(table)} t where tenant_id = ${tenantId} order by 1`;
      return content.map(({ row }) => row);
    },
  };
}

export const rowsSeen = async (sql: Sql | IngestTransaction, table: string) =>
  (await sql<{ n: number }[]>`select count(*)::int as n from ${sql(table)}`)[0]!.n;
