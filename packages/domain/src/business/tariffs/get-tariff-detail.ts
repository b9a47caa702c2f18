import { type Actor, sql } from "@stationmaster/db";
import { getTariff, listTariffVersions, type TariffRates } from "../../blocks/tariff-and-cost";
import type { Context } from "../../kernel";
import { rowsOf } from "../page";
import { type TariffRow, tariffRows } from "./tariff-row";

export type TariffVersion = TariffRates & {
  version: number;
  name: string;
  createdAt: Date;
  createdBy: string;
  /** Who made it: a person, a key of the HTTP API, or the product itself. */
  createdByKind: Actor["kind"];
  /** Sessions under way that are priced by it. */
  runningSessions: number;
};

export type TariffDetail = TariffRow & {
  versions: TariffVersion[];
  /** Cards with this tariff for their own. */
  cardCount: number;
  /** Stations without a tariff of their own: they have the default. */
  stationsWithDefault: number;
};

export async function getTariffDetail(ctx: Context, key: string): Promise<TariffDetail> {
  const [row] = await tariffRows(ctx, [await getTariff(ctx, key)]);
  const [versions, running, [counts]] = await Promise.all([
    listTariffVersions(ctx, key),
    runningByVersion(ctx, key),
    rowsOf<{ cards: number; stations: number }>(
      ctx,
      sql`select (select count(*)::int from id_tokens where tariff_key = ${key}) as cards,
            (select count(*)::int from stations s where s.removed_at is null and not exists (
              select 1 from station_tariffs t where t.tenant_id = s.tenant_id and t.station_id = s.id)) as stations`,
    ),
  ]);
  return {
    ...row!,
    cardCount: counts!.cards,
    stationsWithDefault: counts!.stations,
    versions: versions.map(({ version, name, currency, createdAt, createdBy, ...rates }) => ({
      ...{ version, name, currency, createdAt, createdBy: createdBy.name, createdByKind: createdBy.kind },
      ...{ energy: rates.energyPerKwh, time: rates.timePerHour, session: rates.sessionFee, tax: rates.taxPercent },
      runningSessions: running.get(version) ?? 0,
    })),
  };
}

/** Begins with the sessions under way, which are few and have an index. */
async function runningByVersion(ctx: Context, key: string): Promise<Map<number, number>> {
  const rows = await rowsOf<{ version: number; n: number }>(
    ctx,
    sql`select c.tariff_version as version, count(*)::int as n
        from transactions t join transaction_costs c on c.tenant_id = t.tenant_id and c.transaction_id = t.id
        where t.is_active and c.tariff_key = ${key} group by c.tariff_version`,
  );
  return new Map(rows.map(({ version, n }) => [version, n]));
}
