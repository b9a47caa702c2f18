import { asc, eq, meterValues, sql } from "@stationmaster/db";
import type { Context } from "../../kernel";

const columns = {
  at: meterValues.at,
  receivedAt: meterValues.receivedAt,
  seqNo: meterValues.seqNo,
  context: meterValues.context,
  energyWh: sql<number | null>`${meterValues.energyWh}::float8`,
  powerW: sql<number | null>`${meterValues.powerW}::float8`,
  socPercent: sql<number | null>`${meterValues.socPercent}::float8`,
  currentA: sql<number | null>`${meterValues.currentA}::float8`,
  voltageV: sql<number | null>`${meterValues.voltageV}::float8`,
};

/** A session's values in the order of their seqNo, then time, with the samples as received. */
export const listMeterValues = (
  ctx: Context,
  transactionId: string,
  { limit, offset = 0 }: { limit: number; offset?: number },
) =>
  ctx.db
    .select({ ...columns, samples: meterValues.samples })
    .from(meterValues)
    .where(eq(meterValues.transactionId, transactionId))
    .orderBy(asc(meterValues.seqNo), asc(meterValues.at))
    .limit(limit)
    .offset(offset);

/** The curve of a session by time: about `limit` points, thinned evenly where there are more; the last always. */
export async function listCurve(ctx: Context, transactionId: string, limit = 2000) {
  const points = await ctx.db
    .select({
      ...columns,
      place: sql<number>`row_number() over (order by ${meterValues.at})::int`,
      total: sql<number>`(count(*) over ())::int`,
    })
    .from(meterValues)
    .where(eq(meterValues.transactionId, transactionId))
    .orderBy(asc(meterValues.at))
    .limit(50_000);
  const step = Math.max(1, Math.ceil((points[0]?.total ?? 0) / limit));
  return points.filter(({ place, total }) => (place - 1) % step === 0 || place === total);
}
