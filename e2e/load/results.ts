import { mkdirSync, writeFileSync } from "node:fs";
import { arch, cpus, release, totalmem } from "node:os";
import { join } from "node:path";

export type Cell = string | number | null;

/** One promise of the proof: what was seen of it, and whether it holds. One that does not says by how much, what limits it and what would lift it. */
export type Promised = { promise: string; figure: string; isHeld: boolean; limit?: string };

/** What a measure found: rows to read, facts to keep, and whether it may be believed. */
export type Table = {
  title: string;
  columns: string[];
  rows: Cell[][];
  notes: string[];
  facts: unknown;
  /** How it was tried, in two or three sentences for a reader who has not seen the code. */
  how: string;
  promises: Promised[];
  /** False when something was lost, refused or stored twice. */
  isSound: boolean;
};

export function printTable({ title, columns, rows, notes, promises, isSound }: Table): void {
  const cells = [columns, ...rows.map((row) => row.map(wordOf))];
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  "),
  );
  lines.splice(1, 0, widths.map((width) => "-".repeat(width)).join("  "));
  const promised = promises.map(
    ({ promise, figure, isHeld, limit }) =>
      `${isHeld ? "held    " : "NOT HELD"}  ${promise}: ${figure}${limit ? ` (${limit})` : ""}`,
  );
  const end = isSound ? [] : ["", "NOT SOUND: see above"];
  process.stdout.write(`\n${[title, "", ...lines, "", ...notes, "", ...promised, ...end].join("\n")}\n`);
}

const wordOf = (cell: Cell) =>
  typeof cell === "number"
    ? cell.toLocaleString("en", { maximumFractionDigits: cell < 10 ? 2 : cell < 1000 ? 1 : 0 })
    : (cell ?? "?");

export function writeResults(measure: string, table: Table): string {
  const folder = process.env.LOAD_RESULTS ?? "results";
  const at = new Date().toISOString();
  const file = join(folder, `${measure}-${at.replaceAll(/[:.]/g, "-")}.json`);
  const machine = {
    node: process.version,
    system: `${process.platform} ${release()} ${arch()}`,
    processors: cpus().length,
    model: cpus()[0]?.model,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ measure, at, machine, ...table }, null, 2)}\n`);
  return file;
}

/** Said only where a promise is not held. */
export const limitOf = (isHeld: boolean, limit: string) => (isHeld ? {} : { limit });
