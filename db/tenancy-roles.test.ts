import { aDatabase } from "@stationmaster/testing";
import { describe, expect, test } from "vitest";
import { type IngestTransaction, withTenant, withTenants } from "./index";
import { aRow } from "./test/fill-tables";
import { denied, rowsSeen, twoTenants } from "./test/two-tenants";

const { a, b, rows, tables, owner, app, ingest, directory, asTenant, contentOf } = await twoTenants(
  (await aDatabase()).url,
);

describe.each(tables)("a flush of tenant A at %s of tenant B", (name, table) => {
  const asIngest = <T>(work: (tx: IngestTransaction) => Promise<T>) => withTenants(ingest.sql, [a], work);
  const may = async (right: string) =>
    (
      await owner.sql<
        { may: boolean }[]
      >`select has_any_column_privilege('stationmaster_ingest', ${name}, ${right}) as may`
    )[0]!.may;

  test("reads, changes and writes nothing of it", async () => {
    const content = await contentOf(name, b);
    if (await may("select"))
      await asIngest(async (tx) => expect(await tx`select 1 from ${tx(name)} where tenant_id = ${b}`).toHaveLength(0));
    else await expect(asIngest((tx) => rowsSeen(tx, name))).rejects.toMatchObject(denied);
    if (await may("update"))
      await asIngest(async (tx) =>
        expect((await tx`update ${tx(name)} set tenant_id = tenant_id where tenant_id = ${b}`).count).toBe(0),
      );
    else await expect(asIngest((tx) => tx`update ${tx(name)} set tenant_id = tenant_id`)).rejects.toMatchObject(denied);
    await expect(asIngest((tx) => tx`delete from ${tx(name)}`)).rejects.toMatchObject(denied);
    const row = aRow(table, rows.b, b);
    await expect(asIngest((tx) => tx`insert into ${tx(name)} ${tx(row)}`)).rejects.toMatchObject(denied);
    expect(await contentOf(name, b)).toEqual(content);
  });

  test("without any tenant there is nothing at all", async () => {
    if (await may("select")) await ingest.sql.begin(async (tx) => expect(await rowsSeen(tx, name)).toBe(0));
  });
});

describe("the directory", () => {
  const open = ["api_keys", "members"];
  test.each(tables.map(([name]) => name))(
    "reads %s only where that is its work, and writes no row of it",
    async (name) => {
      if (open.includes(name)) expect(await rowsSeen(directory.sql, name)).toBe(2);
      else await expect(rowsSeen(directory.sql, name)).rejects.toMatchObject(denied);
      await expect(directory.sql`insert into ${directory.sql(name)} (tenant_id) values (${a})`).rejects.toMatchObject(
        denied,
      );
      await expect(directory.sql`update ${directory.sql(name)} set tenant_id = ${b}`).rejects.toMatchObject(denied);
      await expect(directory.sql`delete from ${directory.sql(name)}`).rejects.toMatchObject(denied);
    },
  );

  test("notes that a key was used, and deletes neither tenants nor people", async () => {
    expect((await directory.sql`update api_keys set last_used_at = now()`).count).toBe(2);
    await expect(directory.sql`update api_keys set revoked_at = null`).rejects.toMatchObject(denied);
    await expect(directory.sql`delete from tenants`).rejects.toMatchObject(denied);
    await expect(directory.sql`delete from users`).rejects.toMatchObject(denied);
  });
});

test("a tenant sees its own row in the list of tenants and may not change it; people it does not see at all", async () => {
  expect(await asTenant(b, (tx) => tx`select id from tenants`)).toEqual([{ id: b }]);
  await expect(asTenant(b, (tx) => tx`update tenants set name = 'x'`)).rejects.toMatchObject(denied);
  await expect(asTenant(b, (tx) => tx`select * from users`)).rejects.toMatchObject(denied);
});

describe("the app's role cannot become another, nor take its chains off:", () => {
  test.each([
    "set role pg_read_all_data",
    "set role pg_write_all_data",
    "set role stationmaster_directory",
    "set role stationmaster_ingest",
    "set session authorization stationmaster_ingest",
    "alter role stationmaster_app bypassrls",
    "alter role stationmaster_app superuser",
    "grant stationmaster_directory to stationmaster_app",
    "alter table stations disable row level security",
    "alter table stations no force row level security",
    "alter table stations owner to stationmaster_app",
    "drop policy tenant on stations",
    "create policy mine on stations using (true)",
    "create table public.mine (id int)",
    "create schema mine",
    "create extension dblink",
    "create function public.mine() returns int language sql return 1",
    "create or replace function current_tenant() returns uuid language sql return null::uuid",
    "truncate stations",
    "lock table stations in access exclusive mode nowait; alter table stations add column x int",
    "copy stations to program 'cat'",
    "copy stations to '/tmp/stolen'",
    "select pg_read_file('/etc/passwd')",
    "select * from pg_authid",
    "select * from transaction_events_rest",
    "select * from ocpp_messages_rest",
  ])("%s", async (statement) => {
    await expect(asTenant(b, (tx) => tx.unsafe(statement))).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|0LP01|2BP01|22023|42704)$/),
    });
  });

  test("giving its role back leaves it what it was", async () => {
    const seen = await asTenant(b, async (tx) => {
      await tx.unsafe("reset role; reset session authorization; set local row_security = on");
      const [who] = await tx<{ who: string }[]>`select current_user || ' ' || session_user as who`;
      return { who: who!.who, stations: await rowsSeen(tx, "stations") };
    });
    expect(seen).toEqual({ who: "stationmaster_app stationmaster_app", stations: 1 });
  });

  test("calling itself a flush opens nothing", async () => {
    await app.sql.begin(async (tx) => {
      await tx`select set_config('app.tenant_ids', ${`{${a},${b}}`}, true)`;
      expect(await rowsSeen(tx, "stations")).toBe(0);
    });
  });

  test("asking for no policies is answered by an error, not by all rows", async () => {
    await expect(
      asTenant(b, (tx) => tx.unsafe("set local row_security = off; select * from stations")),
    ).rejects.toMatchObject(denied);
  });

  test("an index, an error or a plan tells nothing of other rows", async () => {
    // The key of A's row under B's tenant is a key of its own: it is not even taken.
    const { tenant_id: _, ...station } = aRow(tables.find(([name]) => name === "stations")![1], rows.b, b);
    const taken = { ...station, id: rows.a.get("stations")!.id, identity: rows.a.get("stations")!.identity };
    await asTenant(b, (tx) => tx`insert into stations ${tx(taken as Record<string, string>)}`);
    expect(await asTenant(a, (tx) => rowsSeen(tx, "stations"))).toBe(1);
    // A leaky function in a condition is called for one's own rows only.
    await owner.sql`create function public.tell(text) returns boolean language plpgsql cost 0.0001 as $$ begin raise exception 'heard %', $1; end $$`;
    await owner.sql`delete from stations where tenant_id = ${b} and id = ${taken.id as string}`;
    const own = rows.b.get("stations")!.identity as string;
    await expect(asTenant(b, (tx) => tx`select 1 from stations where public.tell(identity)`)).rejects.toThrow(
      `heard ${own}`,
    );
    await owner.sql`drop function public.tell(text)`;
  });
});

test("a tenant that is none is an error, and no tenant", async () => {
  for (const wrong of ["", "' or true --", "null"]) {
    const seen = withTenant(app.db, wrong, async (tx) => tx.execute("select 1 from stations"));
    if (wrong === "") expect([...(await seen)]).toEqual([]);
    else await expect(seen).rejects.toThrow();
  }
});
