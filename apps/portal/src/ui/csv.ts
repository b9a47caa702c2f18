import type { Column } from "./table-columns";

/** The rows as shown, with exact times in UTC. */
export function toCsv<R>(columns: Column<R>[], rows: R[]): string {
  const written = columns.filter((column) => column.csv);
  const lines = [written.map((column) => cell(column.head))];
  for (const row of rows) lines.push(written.map((column) => cell(column.csv?.(row) ?? null)));
  return `${lines.map((line) => line.join(",")).join("\r\n")}\r\n`;
}

// A cell that a spreadsheet would run as a formula is written as text.
function cell(value: string | number | Date | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = value instanceof Date ? value.toISOString() : value;
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function download(name: string, text: string, type = "text/csv;charset=utf-8") {
  const url = URL.createObjectURL(new Blob([`\uFEFF${text}`], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
