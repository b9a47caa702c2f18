import { and, asc, eq, isNull, ne, type SQL, sql, stations } from "@stationmaster/db";
import type { Context } from "../../kernel";
import type { Station } from "./find-station";

const most = 10;

/** Two makers may well use one number; two stations of one maker may not. */
export async function stationsOfSameSerial(
  ctx: Context,
  { id, vendor, serialNumber }: Pick<Station, "id" | "vendor" | "serialNumber">,
): Promise<string[]> {
  if (!vendor || !serialNumber) return [];
  const others = await ctx.db
    .select({ identity: stations.identity })
    .from(stations)
    .where(
      and(
        ne(stations.id, id),
        isNull(stations.removedAt),
        eq(stations.serialNumber, serialNumber),
        sql`lower(vendor) = ${vendor.toLowerCase()}`,
      ),
    )
    .orderBy(asc(stations.identityKey))
    .limit(most);
  return others.map(({ identity }) => identity);
}

/** Serial numbers that several stations of one maker name, as rows of `maker` and `serial_number`. */
export const sharedSerials: SQL = sql`select lower(vendor) as maker, serial_number from stations
  where removed_at is null and serial_number <> '' group by lower(vendor), serial_number having count(*) > 1`;
