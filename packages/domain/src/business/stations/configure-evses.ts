import { connectors, evses, sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import type { ConfiguredEvses } from "./new-station";

/** Writes the EVSEs and connectors an operator named, of many stations in two statements. What a station reported of itself stays. */
export async function configureEvses(
  ctx: Context,
  stations: { id: string; evses?: ConfiguredEvses | undefined }[],
): Promise<void> {
  const named = stations.flatMap(({ id, evses: wanted = [] }) => wanted.map((evse) => ({ stationId: id, ...evse })));
  if (named.length === 0) return;
  await ctx.db.execute(sql`
    insert into evses (station_id, evse_id, origin)
    select e.station_id, e.evse_id, 'configured' from ${asRows(named.map(({ stationId, id }) => ({ station_id: stationId, evse_id: id })))}
      as e(station_id uuid, evse_id int)
    on conflict (tenant_id, station_id, evse_id) do nothing`);
  const plugs = named.flatMap(({ stationId, id, connectors: some }) =>
    some.map((connector) => ({
      station_id: stationId,
      evse_id: id,
      connector_id: connector.id,
      type: connector.type ?? null,
    })),
  );
  if (plugs.length === 0) return;
  await ctx.db.execute(sql`
    insert into connectors (station_id, evse_id, connector_id, origin, type)
    select c.station_id, c.evse_id, c.connector_id, 'configured', c.type from ${asRows(plugs)}
      as c(station_id uuid, evse_id int, connector_id int, type text)
    on conflict (tenant_id, station_id, evse_id, connector_id) do update set type = coalesce(excluded.type, connectors.type)`);
}

/** Takes away what was configured before and is no longer named, unless the station itself has shown it. */
export async function forgetConfiguredEvses(ctx: Context, stationId: string): Promise<void> {
  await ctx.db
    .delete(connectors)
    .where(sql`station_id = ${stationId}::uuid and origin = 'configured' and status is null`);
  await ctx.db.delete(evses).where(sql`station_id = ${stationId}::uuid and origin = 'configured'
    and not exists (select 1 from connectors c where c.station_id = evses.station_id and c.evse_id = evses.evse_id)`);
}

const asRows = (rows: object[]) => sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`;
