import { type IngestTransaction, sql } from "@stationmaster/db";
import type { Context } from "../../kernel";

/** A statement around its one parameter: a list of sessions, each with its tenant where several are looked at together. */
type Statement = readonly [before: string, after: string];
export type Asked = { id: string; tenant?: string };
export type Ask = <Row extends object>(statement: Statement, asked: Asked[]) => Promise<Row[]>;

export const byIngest =
  (tx: IngestTransaction): Ask =>
  async <Row extends object>(statement: Statement, asked: Asked[]) => [
    ...(await tx.unsafe<Row[]>(statement.join("$1"), [JSON.stringify(asked)], { prepare: true })),
  ];

export const byContext =
  (ctx: Context): Ask =>
  async <Row extends object>([before, after]: Statement, asked: Asked[]) => {
    const rows: unknown = await ctx.db.execute(sql`${sql.raw(before)}${JSON.stringify(asked)}${sql.raw(after)}`);
    return [...(rows as Iterable<Row>)];
  };
