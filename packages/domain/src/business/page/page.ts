import { z } from "zod";
import { InvalidError } from "../../kernel";

/** A page of a list; `nextCursor` is null on the last one. */
export type PageOf<T> = { items: T[]; nextCursor: string | null };

export const pageInput = z.object({
  limit: z.int().min(1).max(1_000).default(50),
  cursor: z.string().max(1000).nullish(),
});
export type PageInput = z.output<typeof pageInput>;

/** Where the next page begins: the values of the last row that the list is ordered by. */
export const writeCursor = (values: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString("base64url");

export function readCursor<T extends z.ZodType>(cursor: string | null | undefined, shape: T): z.output<T> | null {
  if (!cursor) return null;
  const parsed = shape.safeParse(parse(cursor));
  if (!parsed.success) throw new InvalidError("The cursor is none of this list.", "cursor");
  return parsed.data;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

/** `rows` holds one more than the page when there is a next one. */
export function pageOf<Row, Item>(
  rows: Row[],
  limit: number,
  cursorOf: (row: Row) => readonly (string | number | null)[],
  itemOf: (row: Row) => Item,
): PageOf<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(itemOf),
    nextCursor: rows.length > limit && last ? writeCursor(cursorOf(last)) : null,
  };
}

/** A time as Postgres writes it, to the microsecond: a Date would lose three digits, and with them rows. */
export const cursorMoment = z.string().regex(/^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}$/);
export const cursorId = z.uuid();
