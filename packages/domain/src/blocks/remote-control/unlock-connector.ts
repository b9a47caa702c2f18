import type { IngestTransaction } from "@stationmaster/db";
import { z } from "zod";
import { defineCommand } from "../../kernel";

/** F05: the lock of the cable only. Never sent twice by itself. */
export const unlockConnector = defineCommand("UnlockConnector", {
  input: z.object({ evseId: z.int().positive(), connectorId: z.int().positive() }),
});

/** A session that names an unlocking as the reason of an event. */
export type Unlocked = { tenant: string; station: string; id: string; ocpp_id: string };

/** The session that ended because its plug was unlocked is what the command was for. */
export const noteUnlocks = (tx: IngestTransaction, events: Unlocked[]) => tx<{ id: string; stationId: string }[]>`
  update station_commands c set observed_at = now(), observed = jsonb_build_object('transactionId', e.ocpp_id, 'id', e.id)
  from jsonb_to_recordset(${JSON.stringify(events.map(({ tenant, station, id, ocpp_id }) => ({ tenant, station, id, ocpp_id })))}::text::jsonb)
      as e(tenant uuid, station uuid, id uuid, ocpp_id text)
  where c.tenant_id = e.tenant and c.station_id = e.station and c.id > uuid_at(now() - interval '10 minutes')
    and c.action = 'UnlockConnector' and (c.request ->> 'evseId')::int = (
      select t.evse_id from transactions t where t.tenant_id = e.tenant and t.id = e.id limit 1) and c.status in ('sent', 'answered') and c.observed_at is null
  returning c.id, c.station_id as "stationId"`;
