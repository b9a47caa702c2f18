import { type CardStatus, type CardType, cardStatuses, cardTypes, entryKey, type NewEntry } from "./local-list";

export type Mistake = {
  line: number;
  what: "noToken" | "tooLong" | "noType" | "noStatus" | "noDate" | "twice" | "openQuote";
  text: string;
};

export type ReadCards = { entries: NewEntry[]; mistakes: Mistake[] };

/** What people call the columns; a file without a head has them in this order. */
const columns = {
  idToken: ["idtoken", "token", "card", "cardnumber", "number", "uid", "karte", "kartennummer", "nummer"],
  type: ["type", "typ", "kind", "art"],
  status: ["status", "state", "toldas", "wirdgemeldetals"],
  groupIdToken: ["groupidtoken", "group", "gruppe"],
  expiresAt: ["expiresat", "expires", "validuntil", "until", "gueltigbis", "gültigbis", "bis", "ablauf"],
} as const;
type Column = keyof typeof columns;
const order = Object.keys(columns) as Column[];

/** A list of cards as people keep it in spreadsheets: comma, semicolon or tab, with a head or without, quoted or not. */
export function readCards(text: string): ReadCards {
  const { rows, openQuoteAt } = cellsOf(text.replace(/^\uFEFF/, ""));
  const mistakes: Mistake[] = [];
  if (openQuoteAt) mistakes.push({ line: openQuoteAt, what: "openQuote", text: "" });
  const [head] = rows;
  const named = head?.cells.map(columnOf) ?? [];
  const hasHead = named.includes("idToken");
  const places = hasHead ? named : order;
  const entries: NewEntry[] = [];
  const seen = new Map<string, number>();
  for (const { line, cells } of hasHead ? rows.slice(1) : rows) {
    const of = (column: Column) => clean(cells[places.indexOf(column)]);
    const found = entryOf(of);
    if ("what" in found) mistakes.push({ line, ...found });
    else if (seen.has(entryKey(found))) mistakes.push({ line, what: "twice", text: found.idToken });
    else {
      seen.set(entryKey(found), line);
      entries.push(found);
    }
  }
  return { entries, mistakes };
}

function entryOf(of: (column: Column) => string): NewEntry | Omit<Mistake, "line"> {
  const idToken = of("idToken");
  if (!idToken) return { what: "noToken", text: "" };
  if (idToken.length > 36) return { what: "tooLong", text: idToken };
  const type = wordOf<CardType>(cardTypes, of("type") || "ISO14443");
  if (!type) return { what: "noType", text: of("type") };
  const status = wordOf<CardStatus>(cardStatuses, of("status"));
  if (!status && of("status")) return { what: "noStatus", text: of("status") };
  const group = of("groupIdToken");
  if (group.length > 36) return { what: "tooLong", text: group };
  const expiresAt = dateOf(of("expiresAt"));
  if (expiresAt === null) return { what: "noDate", text: of("expiresAt") };
  return {
    ...{ idToken, type },
    ...(status ? { status } : {}),
    ...(group ? { groupIdToken: group } : {}),
    ...(expiresAt ? { expiresAt } : {}),
  };
}

const columnOf = (name: string): Column | undefined => {
  const plain = clean(name)
    .toLowerCase()
    .replaceAll(/[\s_-]/g, "");
  return order.find((column) => (columns[column] as readonly string[]).includes(plain));
};

/** A spreadsheet's apostrophe before what it took for a formula, and a dash for nothing. */
const clean = (cell: string | undefined): string => {
  const text = (cell ?? "")
    .replaceAll("\u00a0", " ")
    .trim()
    .replace(/^'(?=[=+\-@])/, "");
  return text === "–" || text === "-" ? "" : text;
};

const wordOf = <Word extends string>(words: readonly Word[], text: string): Word | undefined =>
  words.find((word) => word.toLowerCase() === text.toLowerCase());

/** Undefined where none is given, null where it is no date. Only dates that mean the same everywhere. */
function dateOf(text: string): Date | undefined | null {
  if (!text) return undefined;
  if (!/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(text)) return null;
  const date = new Date(text.replace(" ", "T"));
  return Number.isNaN(date.getTime()) ? null : date;
}

type Row = { line: number; cells: string[] };

function cellsOf(text: string): { rows: Row[]; openQuoteAt: number | undefined } {
  const [first = ""] = text.split("\n", 1);
  const separator = ["\t", ";"].find((mark) => first.includes(mark)) ?? ",";
  const rows: Row[] = [];
  let line = 1;
  let row: Row = { line, cells: [] };
  let cell = "";
  let quotedSince: number | undefined;
  const endCell = () => {
    row.cells.push(cell);
    cell = "";
  };
  const endRow = () => {
    endCell();
    if (row.cells.some((one) => one.trim())) rows.push(row);
    row = { line, cells: [] };
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === "\n") line++;
    if (quotedSince !== undefined) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') cell += text[++at];
      else quotedSince = undefined;
    } else if (letter === '"' && cell.trim() === "") {
      cell = "";
      quotedSince = line;
    } else if (letter === separator) endCell();
    else if (letter === "\n") endRow();
    else if (letter !== "\r") cell += letter;
  }
  endRow();
  return { rows, openQuoteAt: quotedSince };
}
