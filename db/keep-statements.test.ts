import { aDatabase } from "@stationmaster/testing";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { connect } from "./connect";

const pool = connect((await aDatabase()).url, { role: "directory", max: 1 });
afterAll(() => pool.sql.end());

const kept = async (text: string) =>
  (await pool.sql`select 1 from pg_prepared_statements where statement like ${`${text}%`}`).length;

test("a statement that comes often is kept by the connection, also within transactions; others are not", async () => {
  for (let times = 0; times < 10; times++) {
    await pool.db.execute(sql`select ${times}::int as often`);
    await pool.db.execute(sql`select ${times}::int as once_${sql.raw(String(times))}`);
    await pool.db.transaction(async (tx) => {
      await tx.execute(sql`select ${times}::int as inside`);
      await tx.transaction((nested) => nested.execute(sql`select ${times}::int as nested`));
    });
  }
  expect(await kept("select $1::int as often")).toBe(1);
  expect(await kept("select $1::int as inside")).toBe(1);
  expect(await kept("select $1::int as nested")).toBe(1);
  expect(await kept("select $1::int as once")).toBe(0);
});

test("what is kept survives a change of its table", async () => {
  const read = () => pool.db.execute(sql`select ${1}::int as one, t.* from pg_temp.changing t`);
  await pool.sql`create temporary table changing (a int)`;
  await pool.sql`insert into changing values (1)`;
  for (let times = 0; times < 10; times++) await read();
  await pool.sql`alter table changing add column b int`;
  expect([...(await read())]).toEqual([{ one: 1, a: 1, b: null }]);
});
