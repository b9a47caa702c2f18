import { sql } from "@stationmaster/db";
import { z } from "zod";
import type { Context } from "../../kernel";
import { type PageInput, type PageOf, pageOf, readCursor, rowsOf } from "../page";

export type SiteRow = {
  id: string;
  name: string;
  timeZone: string;
  latitude: number;
  longitude: number;
  address: string | null;
  stationCount: number;
};

/** By name. A page of it for the API; `listAllSites` for a choice of sites. */
export async function listSites(ctx: Context, { limit, cursor }: PageInput): Promise<PageOf<SiteRow>> {
  const after = readCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const rows = await siteRows(ctx, limit + 1, after);
  return pageOf(
    rows,
    limit,
    (row) => [row.name, row.id],
    (row) => row,
  );
}

/** A tenant has tens of sites, a large one some thousands; beyond that a choice of sites is a search. */
export const listAllSites = (ctx: Context): Promise<SiteRow[]> => siteRows(ctx, 5_000, null);

const siteRows = (ctx: Context, limit: number, after: [string, string] | null) =>
  rowsOf<SiteRow>(
    ctx,
    sql`select s.id, s.name, s.time_zone as "timeZone", s.latitude, s.longitude, s.address, coalesce(c.stations, 0) as "stationCount"
        from sites s left join (select site_id, count(*)::int as stations from stations where removed_at is null group by site_id) c on c.site_id = s.id
        where ${after ? sql`s.name >= ${after[0]} and (s.name > ${after[0]} or s.id > ${after[1]})` : sql`true`}
        order by s.name, s.id limit ${limit}`,
  );
