import { type SQL, sql } from "@stationmaster/db";
import { z } from "zod";
import { type Context, NotFoundError } from "../../kernel";
import { allOf, beginsWith, cursorId, type PageOf, pageInput, pageOf, readCursor, rowsOf } from "../page";
import { type CardColumns, type CardRow, cardColumns, cardRow, cardStates, cardTables, stateSql } from "./card-row";
import { tokenTypes } from "./put-token";

export const cardList = pageInput.extend({
  search: z.string().trim().max(100).optional(),
  states: z.array(z.enum(cardStates)).min(1).optional(),
  types: z.array(z.enum(tokenTypes)).min(1).optional(),
  group: z.string().trim().min(1).max(36).optional(),
  driverId: z.uuid().optional(),
});

/** By their text. The cursor names a card by its id: the text may be a PIN. */
export async function listCards(ctx: Context, input: z.output<typeof cardList>): Promise<PageOf<CardRow>> {
  const after = readCursor(input.cursor, z.tuple([cursorId]));
  const rows = await rowsOf<CardColumns>(
    ctx,
    sql`select ${cardColumns(ctx.now)} from ${cardTables}
        where ${allOf([...conditions(ctx, input), after ? behind(after[0]) : undefined])}
        order by k.token_key, k.type limit ${input.limit + 1}`,
  );
  return pageOf(rows, input.limit, ({ id }) => [id], cardRow);
}

export async function getCard(ctx: Context, id: string): Promise<CardRow> {
  const [row] = await rowsOf<CardColumns>(
    ctx,
    sql`select ${cardColumns(ctx.now)} from ${cardTables} where k.id = ${id}::uuid`,
  );
  if (!row) throw new NotFoundError("card", id);
  return cardRow(row);
}

const textsOf = (values: string[]): SQL =>
  sql`${`{${values.map((value) => JSON.stringify(value)).join(",")}}`}::text[]`;

const conditions = (
  ctx: Context,
  { search, states, types, group, driverId }: z.output<typeof cardList>,
): (SQL | undefined)[] => [
  states ? sql`${stateSql(ctx.now)} = any(${textsOf(states)})` : undefined,
  types ? sql`k.type = any(${textsOf(types)})` : undefined,
  group ? sql`k.group_key = ${group.toLowerCase()}` : undefined,
  driverId ? sql`k.driver_id = ${driverId}::uuid` : undefined,
  search ? matches(search.toLowerCase()) : undefined,
];

/** What the card, its group, its driver's name or address begins with; never a PIN. Each by its own index. */
const matches = (search: string): SQL => sql`k.id in (
  select id from id_tokens where type <> 'KeyCode' and ${beginsWith(sql`token_key`, search)}
  union select id from id_tokens where ${beginsWith(sql`group_key`, search)}
  union select t.id from drivers d join id_tokens t on t.driver_id = d.id
    where ${beginsWith(sql`lower(d.name)`, search)} or ${beginsWith(sql`lower(d.email)`, search)})`;

/** Looked up once, so that the page begins in the index. */
const behind = (id: string): SQL => {
  const its = (column: SQL) => sql`(select ${column} from id_tokens where id = ${id}::uuid)`;
  return sql`k.token_key >= ${its(sql`token_key`)} and (k.token_key > ${its(sql`token_key`)} or k.type > ${its(sql`type`)})`;
};
