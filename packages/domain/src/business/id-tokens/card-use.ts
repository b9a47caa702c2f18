import { type SQL, sql } from "@stationmaster/db";
import { z } from "zod";
import type { Context } from "../../kernel";
import { momentOfId, rowsOf } from "../page";

/** One card, or all that a driver has. */
export const cardsOf = z.union([z.strictObject({ cardId: z.uuid() }), z.strictObject({ driverId: z.uuid() })]);
export type CardsOf = z.output<typeof cardsOf>;

/** A station that a card was held to; it may remember the card. */
export type UsedStation = {
  stationIdentity: string;
  siteName: string | null;
  timeZone: string;
  times: number;
  lastAt: Date;
};

/** Decisions of each card that are looked at, newest first: a card is used for years. */
const lookedAt = 1_000;

export const whichCards = (which: CardsOf): SQL =>
  "cardId" in which ? sql`k.id = ${which.cardId}::uuid` : sql`k.driver_id = ${which.driverId}::uuid`;

/** Where cards were used, the last place first. */
export async function whereUsed(ctx: Context, which: CardsOf): Promise<UsedStation[]> {
  const rows = await rowsOf<Omit<UsedStation, "lastAt"> & { last: string }>(
    ctx,
    sql`select s.identity as "stationIdentity", si.name as "siteName", coalesce(si.time_zone, (select time_zone from tenants)) as "timeZone",
          u.times, u.last
        from (select a.station_id, count(*)::int as times, max(a.id::text) as last from id_tokens k
            cross join lateral (select station_id, id from authorizations where card_id = k.id order by id desc limit ${lookedAt}) a
            where ${whichCards(which)} group by a.station_id) u
          join stations s on s.id = u.station_id and s.removed_at is null
          left join sites si on si.tenant_id = s.tenant_id and si.id = s.site_id
        order by u.last desc`,
  );
  return rows.map(({ last, ...row }) => ({ ...row, lastAt: momentOfId(last) }));
}
