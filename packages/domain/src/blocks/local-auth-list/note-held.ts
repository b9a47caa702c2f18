import { sql } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import type { Context } from "../../kernel";
import { entryKey } from "./list-entry";
import { forgetGone } from "./write-entries";

/** What the station holds once it took an update: all of a full one and nothing else; of a differential, what came and what went. */
export async function noteHeld(ctx: Context, stationId: string, request: Req<"SendLocalList">): Promise<void> {
  const { updateType, localAuthorizationList = [] } = request;
  if (updateType === "Full") await holdsNothing(ctx, stationId);
  // Of a raw payload that names a card twice, the last word counts.
  const byName = new Map(localAuthorizationList.map((entry) => [entryKey(entry.idToken), entry]));
  const rows = [...byName.values()].map(({ idToken, idTokenInfo }) => ({
    ...{ id_token: idToken.idToken, type: idToken.type, held: idTokenInfo ?? null },
  }));
  await ctx.db.execute(sql`
    insert into local_list_entries (station_id, id_token, type, held)
    select ${stationId}::uuid, id_token, type, nullif(held, 'null'::jsonb)
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(id_token text, type text, held jsonb)
    on conflict (tenant_id, station_id, token_key, type) do update set held = excluded.held`);
  await forgetGone(ctx, [stationId]);
}

export async function holdsNothing(ctx: Context, stationId: string): Promise<void> {
  await ctx.db.execute(
    sql`update local_list_entries set held = null where station_id = ${stationId}::uuid and held is not null`,
  );
  await forgetGone(ctx, [stationId]);
}
