import type { IngestTransaction } from "@stationmaster/db";
import { variableKey } from "../provisioning";
import type { PricedEvent } from "./price-sessions";

/** What was found out of a session, so that its next events need not ask: only ever a saving, never the truth. */
const found = new Map<string, { shows: boolean; until: number }>();
const rememberedMs = 10 * 60_000;
const mostRemembered = 50_000;

const enabled = variableKey({ name: "TariffCostCtrlr" }, { name: "Enabled", instance: "Cost" });

/** Of these events, those of a session that has a tariff, at a station that shows a driver what it costs so far (I02). */
export async function sessionsThatShowCost<E extends PricedEvent>(
  tx: IngestTransaction,
  events: E[],
  now: number,
): Promise<E[]> {
  const unknown = events.filter(({ id }) => (found.get(id)?.until ?? 0) <= now);
  if (unknown.length > 0) remember(unknown, await askWhich(tx, unknown), now);
  return events.filter(({ id }) => found.get(id)?.shows);
}

async function askWhich(tx: IngestTransaction, events: PricedEvent[]): Promise<Set<string>> {
  const rows = await tx<{ id: string }[]>`
    select t.id from jsonb_to_recordset(${JSON.stringify(events)}::text::jsonb) as a(tenant uuid, id uuid)
      cross join lateral (select * from transactions t where t.tenant_id = a.tenant and t.id = a.id limit 1) t
      cross join lateral (select c.currency from transaction_costs c where c.tenant_id = t.tenant_id and c.transaction_id = t.id limit 1) c
      cross join lateral (
        select v.value from device_variables v where v.tenant_id = t.tenant_id and v.station_id = t.station_id and v.key = ${enabled}
          and v.attribute_type = 'Actual' limit 1) v
    where lower(v.value) = 'true'`;
  return new Set(rows.map(({ id }) => id));
}

function remember(events: PricedEvent[], shown: Set<string>, now: number): void {
  for (const { id } of events) {
    found.delete(id);
    found.set(id, { shows: shown.has(id), until: now + rememberedMs });
  }
  for (const id of found.keys()) {
    if (found.size <= mostRemembered) break;
    found.delete(id);
  }
}
