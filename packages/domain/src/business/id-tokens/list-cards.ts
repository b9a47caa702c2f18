import { type SQL, sql } from "@stationmaster/db";
import { z } from "zod";
import { type Context, NotFoundError } from "../../kernel";
import { allOf, beginsWith, bytesOf, cursorId, type PageOf, pageInput, pageOf, readCursor, rowsOf } from "../page";
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
  const where = allOf([...conditions(ctx, input), after ? behind(after[0]) : undefined]);
  const found = input.search ? whatBegins(input.search.toLowerCase(), where, input.limit + 1) : where;
  const rows = await rowsOf<CardColumns>(
    ctx,
    sql`select ${cardColumns(ctx.now)} from ${cardTables} where ${found} order by ${order} limit ${input.limit + 1}`,
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
  { states, types, group, driverId }: z.output<typeof cardList>,
): (SQL | undefined)[] => [
  states ? sql`${stateSql(ctx.now)} = any(${textsOf(states)})` : undefined,
  states && !states.includes("Accepted") ? sql`(k.status <> 'Accepted' or k.expires_at is not null)` : undefined,
  types ? sql`k.type = any(${textsOf(types)})` : undefined,
  group ? sql`${bytesOf(sql`k.group_key`)} = ${group.toLowerCase()}` : undefined,
  driverId ? sql`k.driver_id = ${driverId}::uuid` : undefined,
];

const order = sql`${bytesOf(sql`k.token_key`)}, k.type`;

/** What the card, its group, its driver's name or address begins with; never a PIN. Each by its own index, and of each no more than a page. */
function whatBegins(search: string, where: SQL, limit: number): SQL {
  const drivers = (column: SQL) => sql`k.driver_id in (select id from drivers where ${beginsWith(column, search)})`;
  const ways = [
    sql`k.type <> 'KeyCode' and ${beginsWith(sql`k.token_key`, search)}`,
    beginsWith(sql`k.group_key`, search),
    drivers(sql`name_key`),
    drivers(sql`email_key`),
  ].map((way) => sql`(select k.id from id_tokens k where ${way} and ${where} order by ${order} limit ${limit})`);
  return sql`k.id in (${sql.join(ways, sql` union `)})`;
}

/** Looked up once, so that the page begins in the index. */
const behind = (id: string): SQL => {
  const its = (column: SQL) => sql`(select ${column} from id_tokens where id = ${id}::uuid)`;
  const text = bytesOf(sql`k.token_key`);
  return sql`${text} >= ${its(sql`token_key`)} and (${text} > ${its(sql`token_key`)} or k.type > ${its(sql`type`)})`;
};
