import { aDatabase } from "@stationmaster/testing";
import { afterAll, describe, expect, test } from "vitest";
import { connect } from "./index";
import { isListOfTenants, ourRoles, tenantTables, titleOf } from "./test/catalog";

const { url } = await aDatabase();
const { sql } = connect(url, { role: "owner", max: 1 });
const app = connect(url, { role: "app", max: 1 });
// What upkeep makes later must be as safe as what the migrations made.
await app.sql`select make_partitions_ahead()`;
const tables = await tenantTables(sql);
afterAll(() => Promise.all([sql.end(), app.sql.end()]));

const names = (rows: Iterable<Record<string, unknown>>) => [...rows].map((row) => Object.values(row).join(" "));

test("the guard looks at partitions too, and at more than a handful of tables", () => {
  expect(tables.filter(({ isPartition }) => isPartition).length).toBeGreaterThan(20);
  expect(tables.filter(({ isPartition }) => !isPartition).length).toBeGreaterThan(20);
});

test("the guard finds what somebody forgot, in whatever schema", async () => {
  await sql`create schema elsewhere`;
  await sql`create table elsewhere.forgotten (tenant_id uuid)`;
  const found = (await tenantTables(sql)).find(({ name }) => name === "forgotten");
  await sql`drop schema elsewhere cascade`;
  expect(found).toMatchObject({
    schema: "elsewhere",
    isEnabled: false,
    isForced: false,
    isTenantIdRequired: false,
    tenantIdDefault: null,
  });
});

describe.each(tables.map((table) => [titleOf(table), table] as const))("%s", (_, table) => {
  test("has row-level security, also against its owner", () => {
    expect(table).toMatchObject({ isEnabled: true, isForced: true });
  });

  if (isListOfTenants(table)) return;

  test("says of every row whose it is, without being told", () => {
    expect(table).toMatchObject({ hasTenantId: true, isTenantIdRequired: true });
    expect(table.tenantIdDefault).toBe("(NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid");
  });

  test.skipIf(isListOfTenants(table))(
    "has no index, key or reference that does not begin with the tenant",
    async () => {
      const indexes = await sql`
      select i.indexrelid::regclass::text as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where i.indrelid = ${table.oid} and a.attname <> 'tenant_id' union all
      select i.indexrelid::regclass::text from pg_index i where i.indrelid = ${table.oid} and i.indkey[0] = 0`;
      expect(names(indexes)).toEqual([]);
      const references = await sql<{ name: string; target: string; from: string; to: string }[]>`
      select k.conname as name, k.confrelid::regclass::text as target, a.attname as from, b.attname as to from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1] join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
      where k.contype = 'f' and k.conrelid = ${table.oid}`;
      for (const { target, from, to } of references) {
        // A person belongs to no tenant, and the list of tenants is where a tenant's id comes from.
        if (target === "users") continue;
        expect({ from, to }).toEqual({ from: "tenant_id", to: target === "tenants" ? "id" : "tenant_id" });
      }
    },
  );
});

test("policies are the three that are known, word for word", async () => {
  const policies = await sql<
    {
      table: string;
      name: string;
      role: string;
      command: string;
      using: string | null;
      check: string | null;
      permissive: string;
    }[]
  >`
    select tablename as table, policyname as name, roles::text as role, cmd as command, qual as using, with_check as check, permissive from pg_policies order by 1, 2`;
  const own = "(tenant_id = ( SELECT current_tenant() AS current_tenant))";
  const ofFlush = "(tenant_id IN ( SELECT unnest(current_tenants()) AS unnest))";
  const byDirectory = new Set(["members SELECT", "api_keys SELECT", "api_keys UPDATE", "tenants ALL"]);
  for (const { table, role, command, using, check, permissive } of policies) {
    const told = { table, role, using, check, permissive };
    if (role === "{stationmaster_directory}") expect(byDirectory).toContain(`${table} ${command}`);
    else if (table === "tenants")
      expect(told).toMatchObject({
        role: "{stationmaster_app}",
        using: "(id = ( SELECT current_tenant() AS current_tenant))",
        check: null,
      });
    else if (role === "{stationmaster_ingest}")
      expect(told).toMatchObject({ using: ofFlush, check: ofFlush, permissive: "PERMISSIVE" });
    else expect(told).toEqual({ table, role: "{stationmaster_app}", using: own, check: own, permissive: "PERMISSIVE" });
  }
  const withPolicy = new Set(policies.filter(({ role }) => role === "{stationmaster_app}").map(({ table }) => table));
  expect(tables.filter(({ isPartition, name }) => !isPartition && !withPolicy.has(name))).toEqual([]);
});

test("nobody but the owner has any right on a partition, and nobody at all by way of PUBLIC", async () => {
  const onPartitions = await sql`
    select c.relname as name, r.role from pg_class c, unnest(${[...ourRoles]}::text[]) as r(role)
    where c.relispartition and has_any_column_privilege(r.role, c.oid, 'select, insert, update, references')
      or c.relispartition and has_table_privilege(r.role, c.oid, 'delete, truncate, trigger')`;
  expect(names(onPartitions)).toEqual([]);
  const byPublic = await sql`
    select c.oid::regclass::text as name, a.privilege_type from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
    where a.grantee = 0 and n.nspname not in ('pg_catalog', 'information_schema')`;
  expect(names(byPublic)).toEqual([]);
});

test("rights are what the rooms need: no truncate, no trigger, no reference, nothing to hand on", async () => {
  const rights = await sql<{ role: string; table: string; rights: string; mayGrant: boolean }[]>`
    select a.grantee::regrole::text as role, c.relname as table, string_agg(lower(a.privilege_type), ' ' order by a.privilege_type) as rights, bool_or(a.is_grantable) as "mayGrant"
    from pg_class c, aclexplode(c.relacl) a where c.relnamespace = 'public'::regnamespace and a.grantee::regrole::text = any(${[...ourRoles]}) group by 1, 2 order by 1, 2`;
  const of = (wanted: string) =>
    Object.fromEntries(
      rights.filter(({ role }) => role === `stationmaster_${wanted}`).map((row) => [row.table, row.rights]),
    );
  expect(rights.filter(({ mayGrant }) => mayGrant)).toEqual([]);
  const { tenants, ...ofTenant } = of("app");
  expect(tenants).toBe("select");
  expect(new Set(Object.values(ofTenant))).toEqual(new Set(["delete insert select update"]));
  expect(ofTenant).not.toHaveProperty("users");
  // Ingest takes in what stations say: it deletes nothing, and what people decide and own is none of its business.
  const ofIngest = of("ingest");
  for (const [table, given] of Object.entries(ofIngest))
    expect({ table, given }).toEqual({ table, given: expect.not.stringMatching(/delete|truncate|references|trigger/) });
  for (const table of ["tenants", "users", "members", "api_keys", "sites", "drivers", "reports", "audit_entries"])
    expect(ofIngest).not.toHaveProperty(table);
  expect(ofIngest).toMatchObject({
    id_tokens: "select",
    ocpp_messages: "insert",
    rejected_messages: "insert",
    stations: "select update",
  });
  expect(of("directory")).toEqual({
    api_keys: "select",
    members: "select",
    tenants: "insert select update",
    users: "insert select update",
  });
  const columns = await sql`
    select a.grantee::regrole::text as role, c.relname as table, t.attname as column, a.privilege_type from pg_attribute t join pg_class c on c.oid = t.attrelid, aclexplode(t.attacl) a
    where c.relnamespace = 'public'::regnamespace`;
  expect(names(columns).sort()).toEqual([
    "stationmaster_directory api_keys last_used_at UPDATE",
    // Of a site the clock alone: a card may be good at some hours only.
    ...["id", "tenant_id", "time_zone"].map((column) => `stationmaster_ingest sites ${column} SELECT`),
  ]);
});

test("no role of ours is a superuser, bypasses policies, makes roles or databases, is another, or owns anything", async () => {
  const roles = await sql<{ name: string }[]>`
    select rolname as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as "isMighty", rolinherit as inherits,
      exists (select 1 from pg_auth_members m where m.member = r.oid) as "isAnother",
      exists (select 1 from pg_shdepend d where d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid and d.deptype = 'o') as "ownsSomething"
    from pg_roles r where rolname = any(${[...ourRoles]}) order by 1`;
  expect([...roles]).toEqual(
    [...ourRoles]
      .sort()
      .map((name) => ({ name, isMighty: false, inherits: false, isAnother: false, ownsSomething: false })),
  );
});

test("the owner lends two functions and no more, each with a search path of its own", async () => {
  const lent = await sql<{ name: string; settings: string[] }[]>`
    select p.proname as name, p.proconfig as settings from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') order by 1`;
  expect(lent.map(({ name }) => name)).toEqual([
    "drop_oldest_partition",
    "make_partitions_ahead",
    "partition_standing",
  ]);
  for (const { settings } of lent) expect(settings).toEqual(["search_path=public, pg_temp"]);
  const callers = await sql`
    select distinct a.grantee::regrole::text as role from pg_proc p, aclexplode(p.proacl) a where p.prosecdef and p.pronamespace = 'public'::regnamespace and a.grantee <> p.proowner`;
  expect(names(callers)).toEqual(["stationmaster_app"]);
});

test("there is no way round by a view, a foreign table or a rule", async () => {
  const ways = await sql`
    select c.relname as name, c.relkind::text as kind from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema')
    union all select rulename, 'rule' from pg_rules where schemaname not in ('pg_catalog', 'information_schema')`;
  expect(names(ways)).toEqual([]);
});
