import { type IngestTransaction, sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { allAgree } from "./availability-intent";

/** Around the parameter: the stations to look at, each with its tenant where several are looked at together. */
const statement = [
  `with asked as materialized (select distinct * from jsonb_to_recordset(`,
  `::text::jsonb) as a(tenant uuid, station uuid)),
  seen as (
    update availability_intents i set observed_at = now()
    from asked a
    where i.tenant_id = coalesce(a.tenant, (select current_tenant())) and i.station_id = a.station
      and i.observed_at is null and i.answer in ('Accepted', 'Scheduled') and ${allAgree}
    returning i.tenant_id, i.station_id, i.command_id, i.wanted)
  update station_commands c set observed_at = now(), observed = jsonb_build_object('operationalStatus', s.wanted)
  from seen s where c.tenant_id = s.tenant_id and c.id = s.command_id and c.observed_at is null
  returning c.tenant_id as "tenantId", c.station_id as "stationId", c.id`,
] as const;

type Observed = { tenantId: string; stationId: string; id: string };

/** Every connector in reach says what was wanted: that is the effect a ChangeAvailability waited for (G03, G04). */
export const observeAvailability = (tx: IngestTransaction, asked: { tenant: string; station: string }[]) =>
  tx.unsafe<Observed[]>(statement.join("$1"), [JSON.stringify(asked)]);

/** The same for one station, where it was so already when it was asked. */
export async function observeAtOnce(ctx: Context, stationId: string): Promise<void> {
  const [before, after] = statement;
  await ctx.db.execute(sql`${sql.raw(before)}${JSON.stringify([{ station: stationId }])}${sql.raw(after)}`);
}
