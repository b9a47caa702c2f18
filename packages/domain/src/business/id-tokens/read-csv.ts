export type CsvLine = { line: number; cells: string[] };
export type Csv = { lines: CsvLine[]; brokenQuoteAt: number | null };

const delimiters = [";", ",", "\t"];

/** A table as Excel and others write it: BOM, `sep=`, semicolons, tabs, quotes with line ends in them. Lines are counted as an editor shows them. */
export function readCsv(text: string): Csv {
  let rest = text.replace(/^\uFEFF/, "");
  let line = 1;
  const hint = /^sep=(.)\r?\n/i.exec(rest);
  if (hint) {
    rest = rest.slice(hint[0].length);
    line = 2;
  }
  const delimiter = hint?.[1] ?? delimiterOf(rest);
  const lines: CsvLine[] = [];
  let current: CsvLine = { line, cells: [] };
  let cell = "";
  let quotedSince: number | null = null;

  const endLine = () => {
    current.cells.push(cell.trim());
    if (current.cells.some((one) => one !== "")) lines.push(current);
    cell = "";
    current = { line: line + 1, cells: [] };
  };
  for (let at = 0; at < rest.length; at++) {
    const letter = rest[at]!;
    if (quotedSince !== null) {
      if (letter === '"' && rest[at + 1] === '"') {
        cell += '"';
        at++;
      } else if (letter === '"') quotedSince = null;
      else cell += letter;
    } else if (letter === '"' && cell.trim() === "") {
      cell = "";
      quotedSince = line;
    } else if (letter === delimiter) {
      current.cells.push(cell.trim());
      cell = "";
    } else if (letter === "\n") endLine();
    else if (letter === "\r" && rest[at + 1] !== "\n") {
      endLine();
      line++;
    } else if (letter !== "\r") cell += letter;
    if (letter === "\n") line++;
  }
  endLine();
  return { lines, brokenQuoteAt: quotedSince };
}

/** The one that stands most often in the first line. */
function delimiterOf(text: string): string {
  const head = text.slice(0, (/[\r\n]/.exec(text) ?? { index: text.length }).index);
  const countOf = (delimiter: string) => head.split(delimiter).length;
  return delimiters.reduce((best, one) => (countOf(one) > countOf(best) ? one : best));
}
