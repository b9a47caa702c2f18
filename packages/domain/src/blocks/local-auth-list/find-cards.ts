import { sql } from "@stationmaster/db";
import { z } from "zod";
import { allOf, beginsWith, bytesOf, rowsOf } from "../../business/page";
import { anyIdentity, findStation } from "../../business/stations";
import type { Context } from "../../kernel";

export const cardSearch = z.object({
  identity: anyIdentity,
  search: z.string().trim().max(36).default(""),
  limit: z.int().min(1).max(50).default(20),
});

export type FoundCard = { idToken: string; type: string; status: string; isListed: boolean };

/** Cards of ours by what they begin with, and whether they are on the station's list already. */
export async function findCards(
  ctx: Context,
  { identity, search, limit }: z.output<typeof cardSearch>,
): Promise<FoundCard[]> {
  const station = await findStation(ctx, identity);
  const conditions = allOf([
    // C04.FR.04: a KeyCode is a PIN; nobody leafs through them.
    sql`t.type not in ('Central', 'NoAuthorization', 'KeyCode')`,
    search ? beginsWith(sql`t.token_key`, search.toLowerCase()) : undefined,
  ]);
  return rowsOf<FoundCard>(
    ctx,
    sql`select t.id_token as "idToken", t.type, t.status, exists (select 1 from local_list_entries e
          where e.station_id = ${station.id}::uuid and e.token_key = t.token_key and e.type = t.type and e.wanted is not null) as "isListed"
        from id_tokens t where ${conditions} order by ${bytesOf(sql`t.token_key`)}, t.type limit ${limit}`,
  );
}
