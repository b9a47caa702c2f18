import type { IngestTransaction } from "@stationmaster/db";
import type { PricedEvent } from "./price-sessions";
import type { TariffRates } from "./tariff";
import { canShow, type PersonalMessage, showingVariables, tariffText } from "./tariff-message";

type News = TariffRates & { id: string; language: string | null; told: Record<string, string> | null };

/** I06: the text of the tariff that a running session has just got with its card, by the number of the event; only where the station can show it. */
export async function tariffNews(tx: IngestTransaction, events: PricedEvent[]): Promise<Map<number, PersonalMessage>> {
  const rows = await tx<News[]>`
    select t.id, v.currency, v.energy_per_kwh::text as energy, v.time_per_hour::text as time, v.session_fee::text as session, v.tax_percent::text as tax,
      (select k.language from id_tokens k where k.tenant_id = t.tenant_id and k.token_key = t.id_token_key and k.type = t.id_token_type limit 1) as language,
      (select jsonb_object_agg(d.key, d.value) from device_variables d where d.tenant_id = t.tenant_id and d.station_id = t.station_id
        and d.key = any(${showingVariables}) and d.attribute_type = 'Actual' and d.value is not null) as told
    from jsonb_to_recordset(${JSON.stringify(events)}::text::jsonb) as a(tenant uuid, id uuid)
      cross join lateral (select * from transactions t where t.tenant_id = a.tenant and t.id = a.id limit 1) t
      cross join lateral (select * from transaction_costs c where c.tenant_id = t.tenant_id and c.transaction_id = t.id limit 1) c
      cross join lateral (
        select * from tariff_versions v where v.tenant_id = t.tenant_id and v.key = c.tariff_key and v.version = c.tariff_version limit 1) v`;
  const texts = new Map(
    rows
      .filter(({ told }) => canShow(new Map(Object.entries(told ?? {}))))
      .map((row) => [row.id, tariffText(row, row.language)]),
  );
  return new Map(events.flatMap(({ n, id }) => (texts.has(id) ? [[n, texts.get(id)!] as const] : [])));
}
