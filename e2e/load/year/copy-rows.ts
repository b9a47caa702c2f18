import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Sql } from "@stationmaster/db";

export type Value = string | number | boolean | Date | null | object;

/** Rows by COPY, a piece of some hundred at a time; `columns` names what each row holds. */
export async function copyRows(sql: Sql, table: string, columns: string, rows: Iterable<Value[]>): Promise<void> {
  const target = await sql.unsafe(`copy ${table} (${columns}) from stdin`).writable();
  await pipeline(Readable.from(piecesOf(rows), { objectMode: true }), target);
}

const pieceBytes = 64 * 1024;

function* piecesOf(rows: Iterable<Value[]>): Generator<string> {
  let piece = "";
  for (const row of rows) {
    piece += `${row.map(textOf).join("\t")}\n`;
    if (piece.length < pieceBytes) continue;
    yield piece;
    piece = "";
  }
  if (piece) yield piece;
}

function textOf(value: Value): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
