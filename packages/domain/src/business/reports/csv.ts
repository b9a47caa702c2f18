const lineEnd = "\r\n";

/**
 * A spreadsheet takes a cell that begins so for a formula, whoever wrote it. The full-width signs count in some languages;
 * where a comma is the decimal sign a semicolon or a tab begins a cell too, and our quotes do not hold there.
 */
const formula = /(^|[;\t\r\n])(?=[=+\-@＝＋－＠])/g;
const needsQuotes = /[",;\t\r\n]|^\s|\s$/;

/** A field as RFC 4180 has it, which no spreadsheet runs. */
export function csvField(text: string): string {
  const harmless = text.replace(formula, "$1'");
  return needsQuotes.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** What there is not is an empty cell; numbers are ours, and a minus is theirs to keep. */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  cells.map((cell) => (typeof cell === "string" ? csvField(cell) : `${cell ?? ""}`)).join(",") + lineEnd;
