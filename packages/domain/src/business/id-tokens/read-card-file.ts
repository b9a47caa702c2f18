import { z } from "zod";
import { offsetAt } from "../../blocks/authorization";
import { tokenStatuses, tokenTypes } from "./put-token";
import { readCsv } from "./read-csv";

export const mostCardLines = 20_000;

export type CardLine = {
  line: number;
  idToken: string;
  type: (typeof tokenTypes)[number];
  /** Null where the file says nothing of it. */
  status: (typeof tokenStatuses)[number] | null;
  lost: boolean;
  groupIdToken: string | null;
  driverName: string | null;
  driverEmail: string | null;
  expiresAt: string | null;
  language: string | null;
  maxConcurrentTransactions: number | null;
};

export const cardFaults = [
  "no-text",
  "empty",
  "no-token-column",
  "too-many-lines",
  "broken-quotes",
  "too-many-cells",
  "missing",
  "too-long",
  "characters",
  "scientific",
  "encoding",
  "type",
  "status",
  "date",
  "email",
  "email-without-name",
  "number",
  "language",
  "duplicate",
] as const;
export type CardFault = { line: number; column: Heading | null; fault: (typeof cardFaults)[number]; value: string };

export type CardDoubt = { line: number; value: string };

export type CardFile = {
  lines: number;
  cards: CardLine[];
  faults: CardFault[];
  columns: Heading[];
  /** Cards that are taken, though a spreadsheet may have eaten the zeros their numbers begin with. */
  doubts: CardDoubt[];
  /** Columns of the file that nobody knows; they are left out. */
  unknownColumns: string[];
};

/** How people head the columns. */
const headings = {
  idToken: [
    "idtoken",
    "token",
    "card",
    "cardnumber",
    "uid",
    "rfid",
    "tag",
    "number",
    "karte",
    "kartennummer",
    "nummer",
  ],
  type: ["type", "tokentype", "typ", "art", "kartentyp"],
  status: ["status", "state", "zustand"],
  group: ["group", "groupidtoken", "gruppe"],
  driver: ["driver", "drivername", "name", "fahrer", "fahrername", "holder", "inhaber"],
  email: ["email", "mail", "driveremail", "emailadresse"],
  expiresAt: ["expiresat", "expires", "expiry", "validuntil", "gueltigbis", "gültigbis", "ablauf", "ablaufdatum"],
  language: ["language", "lang", "sprache"],
  maxConcurrent: [
    "maxconcurrenttransactions",
    "maxconcurrent",
    "sessions",
    "sessionsatonce",
    "maxsessions",
    "sitzungen",
  ],
} as const;
type Heading = keyof typeof headings;

const headingOf = (cell: string): Heading | undefined => {
  const plain = cell.toLowerCase().replace(/[\s_\-./()]/g, "");
  return (Object.keys(headings) as Heading[]).find((one) => (headings[one] as readonly string[]).includes(plain));
};

/** Every line of a file of cards: what it means, or what is wrong with it. Nothing is stored. */
export function readCardFile(text: string, timeZone: string): CardFile {
  const isText = !/[\0\p{Surrogate}]/u.test(text) && !text.startsWith("PK\u0003\u0004");
  const { lines, brokenQuoteAt } = readCsv(isText ? text : "");
  const [head, ...body] = lines;
  const file: CardFile = { lines: body.length, cards: [], faults: [], doubts: [], columns: [], unknownColumns: [] };
  const say = (line: number, fault: CardFault["fault"], column: Heading | null = null, value = "") =>
    file.faults.push({ line, column, fault, value: value.slice(0, 60) });
  if (!isText) {
    say(1, "no-text");
    return file;
  }
  if (!head || (body.length === 0 && headingOf(head.cells[0] ?? "") !== undefined)) {
    say(head?.line ?? 1, "empty");
    return file;
  }
  const columns = head.cells.map(headingOf);
  file.columns = columns.flatMap((column) => column ?? []);
  file.unknownColumns = head.cells.filter((cell, at) => cell !== "" && !columns[at]);
  if (!columns.includes("idToken")) {
    say(head.line, "no-token-column", null, head.cells.join(", "));
    return file;
  }
  if (body.length > mostCardLines) {
    say(head.line, "too-many-lines", null, String(body.length));
    return file;
  }
  const firstAt = new Map<string, number>();
  for (const { line, cells } of body) {
    // What an unclosed quote swallowed is none of the file's lines.
    if (brokenQuoteAt !== null && line === body.at(-1)!.line) {
      say(brokenQuoteAt, "broken-quotes");
      continue;
    }
    const before = file.faults.length;
    if (cells.length > columns.length && cells.slice(columns.length).some(Boolean)) say(line, "too-many-cells");
    const cellOf = (heading: Heading) => cells[columns.indexOf(heading)] || null;
    const card = readLine(line, cellOf, timeZone, (fault, column, value) => say(line, fault, column, value ?? ""));
    if (file.faults.length > before || !card) continue;
    const key = `${card.type} ${card.idToken.toLowerCase()}`;
    const first = firstAt.get(key);
    if (first !== undefined) say(line, "duplicate", "idToken", String(first));
    else {
      firstAt.set(key, line);
      file.cards.push(card);
    }
  }
  file.doubts = doubtsOf(file.cards);
  return file;
}

/** The numbers of cards have an even number of digits, and those of one maker have equally many. */
function doubtsOf(cards: CardLine[]): CardDoubt[] {
  const plain = cards.filter(({ idToken, type }) => /^\d+$/.test(idToken) && type.startsWith("ISO"));
  const lengths = new Map<number, number>();
  for (const { idToken } of plain) lengths.set(idToken.length, (lengths.get(idToken.length) ?? 0) + 1);
  const [usual = 0] = [...lengths].find(([, count]) => count >= 3 && count * 2 > plain.length) ?? [];
  return plain
    .filter(({ idToken: { length } }) => length < usual || [7, 13, 15, 19].includes(length))
    .map(({ line, idToken }) => ({ line, value: idToken }));
}

type Say = (fault: CardFault["fault"], column: Heading, value: string | null) => void;

function readLine(
  line: number,
  cellOf: (heading: Heading) => string | null,
  timeZone: string,
  say: Say,
): CardLine | null {
  const idToken = cellOf("idToken");
  checkIdentifier(idToken, "idToken", say);
  const group = cellOf("group");
  if (group !== null) checkIdentifier(group, "group", say);
  const type = readType(cellOf("type"), say);
  const status = readStatus(cellOf("status"), say);
  const [driver, email] = [cellOf("driver"), cellOf("email")];
  if (driver?.includes("\u{fffd}")) say("encoding", "driver", driver);
  else if (driver && driver.length > 100) say("too-long", "driver", driver);
  if (email && !z.email().max(254).safeParse(email).success) say("email", "email", email);
  else if (email && !driver) say("email-without-name", "email", email);
  const language = cellOf("language");
  if (language && !/^[a-z]{2,3}(-[a-z0-9]{2,4})?$/i.test(language)) say("language", "language", language);
  const until = cellOf("expiresAt");
  const expiresAt = until === null ? null : readDay(until, timeZone);
  if (until !== null && expiresAt === null) say("date", "expiresAt", until);
  const most = cellOf("maxConcurrent");
  if (most !== null && !(/^\d{1,4}$/.test(most) && Number(most) >= 1 && Number(most) <= 1000))
    say("number", "maxConcurrent", most);
  if (!idToken || !type) return null;
  return {
    ...{ line, idToken, type, status: status === "Lost" ? "Blocked" : status, lost: status === "Lost" },
    ...{ groupIdToken: group, driverName: driver, driverEmail: email, language },
    expiresAt: expiresAt?.toISOString() ?? null,
    maxConcurrentTransactions: most === null ? null : Number(most),
  };
}

function checkIdentifier(value: string | null, column: Heading, say: Say): void {
  if (value === null) say("missing", column, null);
  // A spreadsheet took the number for a number: its last digits are lost.
  else if (/^\d([.,]\d+)?E\+\d+$/i.test(value)) say("scientific", column, value);
  else if (value.length > 36) say("too-long", column, value);
  else if (!/^[\w*\-=:+|@.]+$/.test(value)) say("characters", column, value);
}

function readType(value: string | null, say: Say): CardLine["type"] | null {
  const plain = (value ?? "ISO14443").toLowerCase().replace(/[\s_-]/g, "");
  const type = plain === "rfid" ? "ISO14443" : tokenTypes.find((one) => one.toLowerCase() === plain);
  // A start button needs no card.
  if (type && type !== "NoAuthorization") return type;
  say("type", "type", value);
  return null;
}

const statusWords: Record<string, CardLine["status"] | "Lost"> = {
  ...Object.fromEntries(tokenStatuses.map((status) => [status.toLowerCase(), status])),
  ...{ active: "Accepted", ok: "Accepted", aktiv: "Accepted", valid: "Accepted", gültig: "Accepted" },
  ...{ gesperrt: "Blocked", lost: "Lost", verloren: "Lost", abgelaufen: "Expired" },
};

function readStatus(value: string | null, say: Say): CardLine["status"] | "Lost" {
  if (value === null) return null;
  const status = statusWords[value.toLowerCase()];
  if (!status) say("status", "status", value);
  return status ?? null;
}

/** A day lasts to its end by the tenant's clock; a moment is as it says. 03/04/2027 may be March or April, and is neither. */
function readDay(value: string, timeZone: string): Date | null {
  if (z.iso.datetime({ offset: true }).safeParse(value).success) return new Date(value);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(value);
  const european = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(value);
  const [year, month, day] = iso ? iso.slice(1).map(Number) : european ? european.slice(1).map(Number).reverse() : [];
  if (year === undefined || month === undefined || day === undefined || year < 2000 || year > 2200) return null;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
  const next = new Date(midnight.getTime() + 86_400_000);
  return new Date(next.getTime() - offsetAt(next, timeZone) * 60_000);
}
