import { sql } from "@stationmaster/db";
import { z } from "zod";
import { setStationTariffs, tariffAtStation, tariffKey } from "../../blocks/tariff-and-cost";
import { type Context, NotFoundError } from "../../kernel";
import { allOf, beginsWith, type PageOf, pageInput, pageOf, readCursor, rowsOf } from "../page";
import { anyIdentity, findStation } from "../stations";

export const tariffStationList = pageInput.extend({
  /** Those with this tariff for their own. */
  tariffKey: tariffKey.optional(),
  siteId: z.uuid().optional(),
  search: z.string().trim().max(100).optional(),
});

/** A station with the tariff of its own; null: it has the tenant's default. */
export type TariffStation = {
  id: string;
  identity: string;
  siteName: string | null;
  tariffKey: string | null;
  tariffName: string | null;
};

/** By identity. */
export async function listTariffStations(
  ctx: Context,
  input: z.output<typeof tariffStationList>,
): Promise<PageOf<TariffStation>> {
  const after = readCursor(input.cursor, z.tuple([z.string()]));
  const search = input.search?.toLowerCase();
  const rows = await rowsOf<TariffStation & { identityKey: string }>(
    ctx,
    sql`select s.id, s.identity, s.identity_key as "identityKey", site.name as "siteName", f.key as "tariffKey", v.name as "tariffName"
        from stations s left join sites site on site.id = s.site_id
          left join station_tariffs t on t.tenant_id = s.tenant_id and t.station_id = s.id
          left join tariffs f on f.tenant_id = t.tenant_id and f.key = t.tariff_key
          left join tariff_versions v on v.tenant_id = f.tenant_id and v.key = f.key and v.version = f.version
        where ${allOf([
          sql`s.removed_at is null`,
          input.tariffKey === undefined ? undefined : sql`t.tariff_key = ${input.tariffKey}`,
          input.siteId ? sql`s.site_id = ${input.siteId}::uuid` : undefined,
          search
            ? sql`(${beginsWith(sql`s.identity_key`, search)} or ${beginsWith(sql`lower(site.name)`, search)})`
            : undefined,
          after ? sql`s.identity_key > ${after[0]}` : undefined,
        ])}
        order by s.identity_key limit ${input.limit + 1}`,
  );
  return pageOf(
    rows,
    input.limit,
    (row) => [row.identityKey],
    ({ identityKey: _, ...row }) => row,
  );
}

export const tariffAssignment = z.object({
  tariffKey: tariffKey.nullable(),
  stationIdentities: z.array(anyIdentity).min(1).max(1_000),
});

/** All or none: a station that is not there is named. */
export async function assignTariff(
  ctx: Context,
  { tariffKey: key, stationIdentities }: z.output<typeof tariffAssignment>,
): Promise<void> {
  const wanted = new Map(stationIdentities.map((identity) => [identity.toLowerCase(), identity]));
  const rows = await rowsOf<{ id: string; identityKey: string }>(
    ctx,
    sql`select s.id, s.identity_key as "identityKey" from jsonb_array_elements_text(${JSON.stringify([...wanted.keys()])}::jsonb) as w(identity_key)
          join stations s on s.identity_key = w.identity_key where s.removed_at is null`,
  );
  const found = new Set(rows.map(({ identityKey }) => identityKey));
  const missing = [...wanted].find(([identityKey]) => !found.has(identityKey));
  if (missing) throw new NotFoundError("station", missing[1]);
  await setStationTariffs(
    ctx,
    rows.map(({ id }) => id),
    key,
  );
}

export type TariffOfStation = {
  stationId: string;
  stationIdentity: string;
  tariffKey: string | null;
  name: string | null;
  version: number | null;
  chosenBy: "station" | "default" | null;
};

/** The tariff that holds at a station for a card without one of its own; null: none does. */
export async function tariffOfStation(ctx: Context, identity: string): Promise<TariffOfStation> {
  const station = await findStation(ctx, identity);
  const holding = await tariffAtStation(ctx, station.id);
  const { key = null, name = null, version = null } = holding?.tariff ?? {};
  const chosenBy = holding ? (holding.chosenBy === "station" ? "station" : "default") : null;
  return { stationId: station.id, stationIdentity: station.identity, tariffKey: key, name, version, chosenBy };
}
