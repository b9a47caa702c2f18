import type { IngestTransaction } from "@stationmaster/db";
import { variableKey } from "../provisioning";
import type { PricedEvent } from "./price-sessions";

/** What was found out of a session, so that its next events need not ask: only ever a saving, never the truth. */
const found = new Map<string, { shows: boolean; until: number }>();
const rememberedMs = 10 * 60_000;
const mostRemembered = 50_000;

const switches = ["Available", "Enabled"].map((name) =>
  variableKey({ name: "TariffCostCtrlr" }, { name, instance: "Cost" }),
);

/** Of these events, those of a session that has a tariff, unless its station says that it shows nobody what it costs so far (I02). */
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
    where not exists (
      select 1 from device_variables v where v.tenant_id = t.tenant_id and v.station_id = t.station_id and v.key = any(${switches})
        and v.attribute_type = 'Actual' and lower(v.value) = 'false')`;
  return new Set(rows.map(({ id }) => id));
}

/** A session that has got another tariff is looked at anew. */
export function forgetWhetherShown(ids: string[]): void {
  for (const id of ids) found.delete(id);
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
