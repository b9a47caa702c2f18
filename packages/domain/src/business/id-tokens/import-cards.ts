import { sql } from "@stationmaster/db";
import { z } from "zod";
import { cardsChanged } from "../../blocks/local-auth-list";
import { type Context, InvalidError } from "../../kernel";
import { note } from "../audit";
import { rowsOf } from "../page";
import { type CardDoubt, type CardFault, type CardFile, type CardLine, readCardFile } from "./read-card-file";

export const cardFileInput = z.object({ text: z.string().max(1_800_000) });

const mostShown = 500;
/** Cards that stand on local lists are told to those in bunches. */
const atOnce = 500;

export type CardFileCheck = Pick<CardFile, "lines" | "columns" | "unknownColumns"> & {
  good: number;
  /** Of the good ones, those that are there already: they are changed. */
  known: number;
  faults: CardFault[];
  faultCount: number;
  faultyLines: number;
  doubts: CardDoubt[];
  first: Pick<CardLine, "line" | "idToken" | "type" | "groupIdToken" | "driverName" | "expiresAt">[];
};

const read = async (ctx: Context, text: string) => {
  const [tenant] = await rowsOf<{ timeZone: string }>(ctx, sql`select time_zone as "timeZone" from tenants`);
  return readCardFile(text, tenant!.timeZone);
};

const keysOf = (cards: CardLine[]) =>
  JSON.stringify(cards.map(({ idToken, type }) => ({ key: idToken.toLowerCase(), type })));

/** What an import would do, line by line. Stores nothing. */
export async function checkCardFile(ctx: Context, { text }: z.output<typeof cardFileInput>): Promise<CardFileCheck> {
  const { cards, faults, doubts, ...file } = await read(ctx, text);
  const [known] = await rowsOf<{ count: number }>(
    ctx,
    sql`select count(*)::int as count from jsonb_to_recordset(${keysOf(cards)}::text::jsonb) as a(key text, type text)
        join id_tokens k on k.token_key = a.key and k.type = a.type`,
  );
  return {
    ...{ ...file, good: cards.length, known: known!.count },
    ...{ faults: faults.slice(0, mostShown), faultCount: faults.length },
    doubts: doubts.slice(0, mostShown),
    faultyLines: new Set(faults.map(({ line }) => line)).size,
    first: cards.slice(0, 5).map(({ line, idToken, type, groupIdToken, driverName, expiresAt }) => ({
      ...{ line, idToken: type === "KeyCode" ? "" : idToken, type, groupIdToken, driverName, expiresAt },
    })),
  };
}

/** Stores the good lines of a file, all or none, in a few statements; what a line leaves blank stays as it is. */
export async function importCards(
  ctx: Context,
  { text }: z.output<typeof cardFileInput>,
): Promise<{ stored: number; leftOut: number }> {
  const { cards, lines } = await read(ctx, text);
  if (cards.length === 0) throw new InvalidError("No line of this file is a card.", "text");
  const now = ctx.now.toISOString();
  const rows = JSON.stringify(
    cards.map(({ driverName, driverEmail, ...card }) => ({
      ...card,
      name: driverName,
      email: driverEmail,
      driver: driverName && (driverEmail ?? driverName).toLowerCase(),
    })),
  );
  // A driver is known by the address, or by the name where there is none.
  await ctx.db.execute(sql`
    insert into drivers (id, name, email, created_at)
    select gen_random_uuid(), n.name, n.email, ${now}::timestamptz
    from (select distinct on (driver) driver, name, email from jsonb_to_recordset(${rows}::text::jsonb) as a(driver text, name text, email text)
      where driver is not null order by driver) n
    where not exists (select 1 from drivers d where lower(coalesce(d.email, d.name)) = n.driver)`);
  await ctx.db.execute(sql`
    with given as materialized (
      select a.*, d.id as driver_id from jsonb_to_recordset(${rows}::text::jsonb) as a("idToken" text, type text, status text, lost boolean,
        "groupIdToken" text, language text, "expiresAt" timestamptz, "maxConcurrentTransactions" int, driver text)
      left join (select distinct on (1) lower(coalesce(email, name)) as key, id from drivers order by 1, id) d on d.key = a.driver),
    changed as (
      update id_tokens k set status = coalesce(g.status, k.status),
        lost_at = case when g.lost then coalesce(k.lost_at, ${now}::timestamptz) when g.status is null then k.lost_at end,
        group_id_token = coalesce(g."groupIdToken", k.group_id_token), language = coalesce(g.language, k.language),
        expires_at = coalesce(g."expiresAt", k.expires_at), driver_id = coalesce(g.driver_id, k.driver_id),
        max_concurrent_transactions = coalesce(g."maxConcurrentTransactions", k.max_concurrent_transactions), updated_at = ${now}::timestamptz
      from given g where k.token_key = lower(g."idToken") and k.type = g.type
      returning k.token_key, k.type)
    insert into id_tokens (id_token, type, status, lost_at, group_id_token, language, expires_at, max_concurrent_transactions, driver_id, updated_at)
    select g."idToken", g.type, coalesce(g.status, 'Accepted'), case when g.lost then ${now}::timestamptz end, g."groupIdToken", g.language,
      g."expiresAt", g."maxConcurrentTransactions", g.driver_id, ${now}::timestamptz
    from given g where not exists (select 1 from changed c where c.token_key = lower(g."idToken") and c.type = g.type)
    on conflict do nothing`);
  const listed = await rowsOf<{ idToken: string; type: string }>(
    ctx,
    sql`select distinct o.token_key as "idToken", o.type from jsonb_to_recordset(${keysOf(cards)}::text::jsonb) as a(key text, type text)
        join local_list_entries o on o.token_key = a.key and o.type = a.type`,
  );
  for (let from = 0; from < listed.length; from += atOnce) await cardsChanged(ctx, listed.slice(from, from + atOnce));
  await note(ctx, "cards imported", `${cards.length} cards`, { leftOut: lines - cards.length });
  ctx.changed({ kind: "room", id: "authorization" });
  return { stored: cards.length, leftOut: lines - cards.length };
}
