import type { IngestTransaction } from "@stationmaster/db";
import { type Arrived, defineIngest, type Reply } from "../../kernel/define-ingest";
import { measure } from "./samples";

/** J01: values outside a transaction, or aligned to the clock. EVSE 0 is the station's main meter. */
export const meterValues = defineIngest("MeterValues", storeMeterValues, () => ({}));

async function storeMeterValues(
  tx: IngestTransaction,
  arrived: Arrived<"MeterValues">[],
): Promise<Reply<"MeterValues">[]> {
  const rows = arrived.flatMap(({ tenantId, stationId, receivedAt, request }) =>
    request.meterValue.map((meterValue) => ({
      tenant: tenantId,
      station: stationId,
      evse: request.evseId,
      received: receivedAt.toISOString(),
      ...measure(meterValue),
    })),
  );
  // Stations repeat what they heard no answer to: the same samples of the same EVSE and moment are stored once.
  await tx`
    insert into meter_values (tenant_id, station_id, evse_id, at, received_at, context, energy_wh, power_w, soc_percent, current_a, voltage_v, samples)
    select distinct on (a.tenant, a.station, a.evse, a.at, a.samples::text)
      a.tenant, a.station, a.evse, a.at, a.received, a.context, a."energyWh", a."powerW", a."socPercent", a."currentA", a."voltageV", a.samples
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as a(tenant uuid, station uuid, evse int, received timestamptz, at timestamptz,
      context text, "energyWh" numeric, "powerW" numeric, "socPercent" numeric, "currentA" numeric, "voltageV" numeric, samples json)
    where not exists (
      select 1 from meter_values m
      where m.tenant_id = a.tenant and m.station_id = a.station and m.at = a.at and m.transaction_id is null and m.evse_id = a.evse and m.samples::text = a.samples::text
        and m.received_at > a.received - interval '7 days')`;
  return arrived.map(({ stationId, request }) => ({
    response: {},
    announcements: [{ kind: "changed", change: { kind: "connector", id: `${request.evseId}`, stationId } }],
  }));
}
