import { sql } from "@stationmaster/db";
import { z } from "zod";
import { type Context, NotFoundError } from "../../kernel";
import { beginsWith, bytesOf, cursorId, type PageOf, pageInput, pageOf, readCursor, rowsOf } from "../page";

export const driverList = pageInput.extend({ search: z.string().trim().max(100).optional() });

export type DriverRow = {
  id: string;
  name: string;
  email: string | null;
  cardCount: number;
  /** Of these, how many may charge, and how many were blocked or lost. */
  goodCount: number;
  blockedCount: number;
};

const counts = (now: Date) => sql`cross join lateral (select count(*)::int as "cardCount",
    count(*) filter (where k.status = 'Accepted' and (k.expires_at is null or k.expires_at > ${now.toISOString()}::timestamptz))::int as "goodCount",
    count(*) filter (where k.status = 'Blocked')::int as "blockedCount"
  from id_tokens k where k.driver_id = d.id) c`;

const name = bytesOf(sql`name_key`);

/** By name; found by what name or address begins with. Cards are counted for those of the page alone. */
export async function listDrivers(ctx: Context, input: z.output<typeof driverList>): Promise<PageOf<DriverRow>> {
  const after = readCursor(input.cursor, z.tuple([z.string(), cursorId]));
  const search = input.search?.toLowerCase();
  const ways = search ? [beginsWith(sql`name_key`, search), beginsWith(sql`email_key`, search)] : [sql`true`];
  const behind = after ? sql`${name} >= ${after[0]} and (${name} > ${after[0]} or id > ${after[1]}::uuid)` : sql`true`;
  const page = sql`order by ${name}, id limit ${input.limit + 1}`;
  // Each way by its own index, and of each no more than a page.
  const found = sql.join(
    ways.map((way) => sql`(select id, name, email, name_key from drivers where ${way} and ${behind} ${page})`),
    sql` union `,
  );
  const rows = await rowsOf<DriverRow & { key: string }>(
    ctx,
    sql`select d.id, d.name, d.email, d.name_key as key, c.*
        from (select * from (${found}) f ${page}) d ${counts(ctx.now)}
        order by ${bytesOf(sql`d.name_key`)}, d.id`,
  );
  return pageOf(
    rows,
    input.limit,
    ({ key, id }) => [key, id],
    ({ key: _, ...row }) => row,
  );
}

export async function getDriver(ctx: Context, id: string): Promise<DriverRow> {
  const [row] = await rowsOf<DriverRow>(
    ctx,
    sql`select d.id, d.name, d.email, c.* from drivers d ${counts(ctx.now)} where d.id = ${id}::uuid`,
  );
  if (!row) throw new NotFoundError("driver", id);
  return row;
}
