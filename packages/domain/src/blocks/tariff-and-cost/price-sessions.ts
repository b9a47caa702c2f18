import type { IngestTransaction } from "@stationmaster/db";
import { costFactsOfMany, priceOfSession } from "./cost-facts";

/** A session some event speaks of: its tenant, our id of it, and the number of the event in the flush. */
export type PricedEvent = { n: number; tenant: string; id: string };

/** Which tariff a session is priced by, from the events that may settle it: its beginning, its card, its end. The card's own goes before the station's, that before the tenant's; what has a card's own keeps it. Answers the sessions that got one, or another. */
export const pinTariffs = (tx: IngestTransaction, events: PricedEvent[]) => tx<{ id: string }[]>`
  with asked as materialized (
    select distinct tenant, id from jsonb_to_recordset(${JSON.stringify(events)}::text::jsonb) as a(tenant uuid, id uuid)),
  candidates as (
    select a.tenant, a.id, f.key, f.version, w.chosen_by, row_number() over (partition by a.tenant, a.id order by w.rank) as place
    from asked a
      cross join lateral (select * from transactions t where t.tenant_id = a.tenant and t.id = a.id limit 1) t
      cross join lateral (
        select 1 as rank, 'token' as chosen_by, (select k.tariff_key from id_tokens k
          where k.tenant_id = t.tenant_id and k.token_key = t.id_token_key and k.type = t.id_token_type limit 1) as key
        union all select 2, 'station', (select s.tariff_key from station_tariffs s where s.tenant_id = t.tenant_id and s.station_id = t.station_id limit 1)
        union all select 3, 'default', (select d.key from tariffs d where d.tenant_id = t.tenant_id and d.is_default limit 1)) w
      cross join lateral (select f.key, f.version from tariffs f where f.tenant_id = t.tenant_id and f.key = w.key limit 1) f)
  insert into transaction_costs as c (tenant_id, transaction_id, tariff_key, tariff_version, chosen_by, currency)
  select p.tenant, p.id, p.key, p.version, p.chosen_by, v.currency
  from candidates p
    cross join lateral (select v.currency from tariff_versions v where v.tenant_id = p.tenant and v.key = p.key and v.version = p.version limit 1) v
  where p.place = 1
  on conflict (tenant_id, transaction_id) do update
    set tariff_key = excluded.tariff_key, tariff_version = excluded.tariff_version, chosen_by = excluded.chosen_by, currency = excluded.currency
    where excluded.chosen_by = 'token' and c.chosen_by <> 'token'
  returning c.transaction_id as id`;

/**
 * The price of sessions that have ended, also with gaps, and again when something came late (I03.FR.02). Answers the total by
 * the number of the event; a session no tariff is for has none, and free is 0 (I03.FR.04).
 */
export async function priceEndedSessions(tx: IngestTransaction, events: PricedEvent[]): Promise<Map<number, number>> {
  const prices = await pricesOf(tx, events);
  const rows = [...new Map(prices.map((price) => [price.id, price])).values()];
  if (rows.length > 0)
    await tx`
      insert into transaction_costs (tenant_id, transaction_id, tariff_key, tariff_version, chosen_by, currency, total, lines, calculated_at)
      select p.tenant, p.id, p."tariffKey", p."tariffVersion", p."chosenBy", p.currency, p.total, p.lines, now()
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as p(tenant uuid, id uuid, "tariffKey" text, "tariffVersion" int, "chosenBy" text,
        currency text, total numeric, lines jsonb)
      on conflict (tenant_id, transaction_id) do update set total = excluded.total, lines = excluded.lines, calculated_at = excluded.calculated_at`;
  return new Map(prices.map(({ n, total }) => [n, Number(total)]));
}

/** The price so far, by the number of the event (I02). */
export async function priceRunningSessions(tx: IngestTransaction, events: PricedEvent[]): Promise<Map<number, number>> {
  return new Map((await pricesOf(tx, events)).map(({ n, total }) => [n, Number(total)]));
}

async function pricesOf(tx: IngestTransaction, events: PricedEvent[]) {
  const facts = new Map((await costFactsOfMany(tx, events)).map((fact) => [fact.id, fact]));
  return events.flatMap((event) => {
    const fact = facts.get(event.id);
    if (!fact) return [];
    const { tariffKey, tariffVersion, chosenBy } = fact;
    return [{ ...event, tariffKey, tariffVersion, chosenBy, ...priceOfSession(fact) }];
  });
}
