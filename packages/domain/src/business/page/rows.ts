import { type SQL, sql } from "@stationmaster/db";
import type { Context } from "../../kernel";

/** A set-based statement in SQL. The caller names the columns it selected: Postgres vouches for them, not the compiler. */
export async function rowsOf<Row extends object>(ctx: Pick<Context, "db">, statement: SQL): Promise<Row[]> {
  const result: unknown = await ctx.db.execute(statement);
  return [...(result as Iterable<Row>)];
}

/** Times in such rows are text. */
export function momentOf(text: string): Date;
export function momentOf(text: string | null): Date | null;
export function momentOf(text: string | null): Date | null {
  return text === null ? null : new Date(text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00"));
}

/** The first 48 bits of a UUIDv7 are milliseconds. */
export const momentOfId = (id: string): Date => new Date(Number.parseInt(id.replace("-", "").slice(0, 12), 16));

/** Numerics in such rows are text: they may have more digits than a number holds. */
export const numberOf = (text: string | number | null): number | null => (text === null ? null : Number(text));

/** Ids for `= any(…)`. A parameter: casting them in the statement would keep the index from being used under row-level security. */
export const idsOf = (ids: string[]): SQL => sql`${`{${ids.join(",")}}`}::uuid[]`;

/** Compared byte by byte, as the indexes for searching are, whatever the language of the database. */
export const bytesOf = (column: SQL): SQL => sql`${column} collate "C"`;

/** `column` begins with `prefix`. Bounds, not `like`: only these may use an index under row-level security. */
export const beginsWith = (column: SQL, prefix: string): SQL =>
  sql`(${bytesOf(column)} >= ${prefix} and ${bytesOf(column)} < ${`${prefix}\u{10ffff}`})`;

export const allOf = (conditions: (SQL | undefined)[]): SQL => {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0 ? sql`true` : sql.join(given, sql` and `);
};
