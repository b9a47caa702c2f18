import { aDatabase } from "@stationmaster/testing";
import { describe, expect, test } from "vitest";
import { aRow } from "./test/fill-tables";
import { denied, rowsSeen, twoTenants } from "./test/two-tenants";

const { a, b, rows, tables, owner, app, asTenant, contentOf } = await twoTenants((await aDatabase()).url);

describe.each(tables)("tenant B at the %s of tenant A", (name, table) => {
  const before = () => contentOf(name, a);

  test("there is something to see", async () => {
    expect((await before()).length).toBeGreaterThan(0);
    expect(await asTenant(a, (tx) => rowsSeen(tx, name))).toBe(1);
  });

  test("sees its own row only, whatever it asks", async () => {
    await asTenant(b, async (tx) => {
      expect(await rowsSeen(tx, name)).toBe(1);
      expect(await tx`select 1 from ${tx(name)} where tenant_id = ${a}`).toHaveLength(0);
      expect(await tx`select 1 from ${tx(name)} where tenant_id <> ${b}`).toHaveLength(0);
      expect(await tx`select 1 from ${tx(name)} for update`).toHaveLength(1);
    });
  });

  test("changes and deletes nothing of it", async () => {
    const content = await before();
    await asTenant(b, async (tx) => {
      expect((await tx`update ${tx(name)} set tenant_id = tenant_id where tenant_id = ${a}`).count).toBe(0);
      expect((await tx`delete from ${tx(name)} where tenant_id = ${a}`).count).toBe(0);
    });
    expect(await before()).toEqual(content);
  });

  test("puts no row into it, and moves none of its own there", async () => {
    const content = await before();
    const row = aRow(table, rows.a, a);
    await expect(asTenant(b, (tx) => tx`insert into ${tx(name)} ${tx(row)}`)).rejects.toMatchObject(denied);
    await expect(
      asTenant(b, (tx) => tx`insert into ${tx(name)} ${tx(row)} on conflict do nothing`),
    ).rejects.toMatchObject(denied);
    await expect(asTenant(b, (tx) => tx`update ${tx(name)} set tenant_id = ${a}`)).rejects.toMatchObject(denied);
    expect(await before()).toEqual(content);
  });

  const inside = table.references.filter(({ columns }) => columns.length > 1);
  if (inside.length === 0) return;

  test("refers to nothing of A's from a row of its own", async () => {
    for (const { constraint, columns, target, targetColumns } of inside) {
      const row = aRow(table, rows.b, b);
      columns.forEach((column, index) => {
        if (column !== "tenant_id") row[column] = rows.a.get(target)![targetColumns[index]!];
      });
      // Its own row is out of the way, so that the reference is all that can be wrong with this one.
      const insertion = owner.sql.begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        await tx`delete from ${tx(name)} where tenant_id = ${b}`;
        await tx`set local session_replication_role = origin`;
        await tx`set local role stationmaster_app`;
        await tx`select set_config('app.tenant_id', ${b}, true)`;
        await tx`insert into ${tx(name)} ${tx(row)}`;
      });
      await expect(insertion).rejects.toMatchObject({ code: "23503", constraint_name: constraint });
    }
  });
});

describe.each(tables)("nobody in particular at %s", (name) => {
  test("sees nothing and writes nothing, at first and after a tenant was left", async () => {
    await app.sql.begin(async (tx) => expect(await rowsSeen(tx, name)).toBe(0));
    await asTenant(a, (tx) => rowsSeen(tx, name));
    await app.sql.begin(async (tx) => {
      expect(await rowsSeen(tx, name)).toBe(0);
      expect((await tx`delete from ${tx(name)}`).count).toBe(0);
    });
    await expect(app.sql`insert into ${app.sql(name)} (tenant_id) values (${a})`).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|23502)$/),
    });
  });
});
