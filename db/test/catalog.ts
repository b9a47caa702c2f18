import { platformSchemas, platformTables, type Sql } from "../index";

export const ourRoles = ["stationmaster_app", "stationmaster_ingest", "stationmaster_directory"] as const;

export type TableFacts = {
  oid: number;
  schema: string;
  name: string;
  isPartition: boolean;
  isEnabled: boolean;
  isForced: boolean;
  hasTenantId: boolean;
  isTenantIdRequired: boolean;
  tenantIdDefault: string | null;
};

const systemSchemas = ["pg_catalog", "information_schema", "pg_toast"];

/** Every table and partition in every schema, but for those that are named with a reason. */
export async function tenantTables(sql: Sql): Promise<TableFacts[]> {
  const rows = await sql<TableFacts[]>`
    select c.oid::int as oid, n.nspname as schema, c.relname as name, c.relispartition as "isPartition", c.relrowsecurity as "isEnabled",
      c.relforcerowsecurity as "isForced", a.attnum is not null as "hasTenantId", coalesce(a.attnotnull, false) as "isTenantIdRequired",
      pg_get_expr(d.adbin, d.adrelid) as "tenantIdDefault"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    left join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relkind in ('r', 'p') and n.nspname !~ '^pg_temp_|^pg_toast' order by n.nspname, c.relname`;
  const excepted = new Set([...systemSchemas, ...Object.keys(platformSchemas)]);
  return [...rows].filter(
    ({ schema, name }) => !excepted.has(schema) && !(schema === "public" && name in platformTables),
  );
}

export const titleOf = ({ schema, name }: TableFacts) => (schema === "public" ? name : `${schema}.${name}`);

/** The one table of tenants that is not inside a tenant: a tenant reads its own row in it, and writes none. */
export const isListOfTenants = ({ name, schema }: TableFacts) => name === "tenants" && schema === "public";
