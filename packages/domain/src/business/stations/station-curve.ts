import { sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { momentOf, rowsOf } from "../page";
import { readStation } from "./find-station";

export type StationCurve = {
  timeZone: string;
  from: Date;
  to: Date;
  evses: { evseId: number; points: { at: Date; powerW: number }[] }[];
  offline: { from: Date; to: Date }[];
};

const pointsPerEvse = 360;

/** What the EVSEs drew in the last minutes: the mean of each slice of time, and nothing where nothing was measured. */
export async function stationCurve(ctx: Context, identity: string, minutes: number): Promise<StationCurve> {
  const station = await readStation(ctx, identity);
  const to = ctx.now;
  const from = new Date(to.getTime() - minutes * 60_000);
  const sliceSeconds = Math.max(1, Math.round((minutes * 60) / pointsPerEvse));
  const rows = await rowsOf<{ evseId: number; at: string; powerW: number }>(
    ctx,
    sql`select evse_id as "evseId", max(at) as at, avg(power_w)::float8 as "powerW" from meter_values
        where station_id = ${station.id}::uuid and at >= ${from.toISOString()}::timestamptz and at <= ${to.toISOString()}::timestamptz
          and power_w is not null and evse_id > 0
        group by evse_id, floor(extract(epoch from at) / ${sliceSeconds}) order by evse_id, at`,
  );
  const evses = new Map<number, { at: Date; powerW: number }[]>();
  for (const { evseId, at, powerW } of rows) {
    const points = evses.get(evseId);
    const point = { at: momentOf(at), powerW };
    if (points) points.push(point);
    else evses.set(evseId, [point]);
  }
  return {
    timeZone: await timeZoneOf(ctx, station.siteId),
    from,
    to,
    evses: [...evses].map(([evseId, points]) => ({ evseId, points })),
    offline: await offlineWithin(ctx, station, from, to),
  };
}

export async function timeZoneOf(ctx: Context, siteId: string | null): Promise<string> {
  const [row] = await rowsOf<{ name: string }>(
    ctx,
    sql`select coalesce((select time_zone from sites where id = ${siteId}::uuid), (select time_zone from tenants)) as name`,
  );
  return row!.name;
}

/** From the cuts of the connection in the message log, and the state it is in now. */
async function offlineWithin(ctx: Context, station: Awaited<ReturnType<typeof readStation>>, from: Date, to: Date) {
  const cuts = await rowsOf<{ at: string; outcome: string }>(
    ctx,
    sql`select at, outcome from ocpp_messages where station_id = ${station.id}::uuid and at >= ${from.toISOString()}::timestamptz and at <= ${to.toISOString()}::timestamptz
        and outcome in ('connected', 'disconnected') order by at, id limit 2000`,
  );
  const gaps: { from: Date; to: Date }[] = [];
  let since = cuts[0] ? (cuts[0].outcome === "connected" ? from : null) : station.isOnline ? null : from;
  for (const cut of cuts) {
    const at = momentOf(cut.at);
    if (cut.outcome === "connected" && since) gaps.push({ from: since, to: at });
    since = cut.outcome === "connected" ? null : (since ?? at);
  }
  if (since && !station.isOnline) gaps.push({ from: since, to });
  return gaps.filter((gap) => gap.to > gap.from);
}
