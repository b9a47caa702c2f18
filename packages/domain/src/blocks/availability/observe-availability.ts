import { type IngestTransaction, sql } from "@stationmaster/db";
import { type Context, observeCommand } from "../../kernel";
import { allAgree, type Operational } from "./availability-intent";

/** Around the parameter: the stations to look at, each with its tenant where several are looked at together. */
const statement = [
  `with asked as materialized (select distinct * from jsonb_to_recordset(`,
  `::text::jsonb) as a(tenant uuid, station uuid))
  update availability_intents i set observed_at = now()
  from asked a
  where i.tenant_id = coalesce(a.tenant, (select current_tenant())) and i.station_id = a.station
    and i.observed_at is null and i.answer in ('Accepted', 'Scheduled') and ${allAgree}
  returning i.tenant_id as "tenantId", i.station_id as "stationId", i.command_id as id, i.wanted`,
] as const;

type Observed = { tenantId: string; stationId: string; id: string | null; wanted: Operational };
type ObservedCommand = { tenantId: string; stationId: string; id: string };

/** Every connector in reach says what was wanted: that is the effect a ChangeAvailability waited for (G03, G04). */
export async function observeAvailability(
  tx: IngestTransaction,
  asked: { tenant: string; station: string }[],
): Promise<ObservedCommand[]> {
  const seen = await tx.unsafe<Observed[]>(statement.join("$1"), [JSON.stringify(asked)], { prepare: true });
  const commands = seen.flatMap(({ id, ...rest }) => (id === null ? [] : [{ ...rest, id }]));
  if (commands.length === 0) return [];
  return tx<ObservedCommand[]>`
    update station_commands c set observed_at = now(), observed = jsonb_build_object('operationalStatus', s.wanted)
    from jsonb_to_recordset(${JSON.stringify(commands)}::text::jsonb) as s("tenantId" uuid, id uuid, wanted text)
    -- By key only, whatever the statistics say.
    where c.id = any(${commands.map(({ id }) => id)}::uuid[]) and c.tenant_id = s."tenantId" and c.id = s.id and c.observed_at is null
    returning c.tenant_id as "tenantId", c.station_id as "stationId", c.id`;
}

/** The same for one station, where it was so already when it was asked. */
export async function observeAtOnce(ctx: Context, stationId: string): Promise<void> {
  const [before, after] = statement;
  const asked = JSON.stringify([{ station: stationId }]);
  const rows: unknown = await ctx.db.execute(sql`${sql.raw(before)}${asked}${sql.raw(after)}`);
  for (const { id, wanted } of rows as Iterable<Observed>)
    if (id !== null) await observeCommand(ctx, id, { operationalStatus: wanted });
}
