import type { IngestTransaction } from "@stationmaster/db";
import type { rowOf } from "./arrived-event";
import type { Stored } from "./store-events";

type Event = { row: ReturnType<typeof rowOf>; stored: Stored };

const parameter = (events: Event[]) =>
  JSON.stringify(
    events.map(({ row, stored }) => ({
      n: row.n,
      tenant: row.tenant,
      station: row.station,
      id: stored.id,
      ocpp_id: row.ocpp_id,
      remote_start: row.remote_start,
      token: row.token_key,
    })),
  );

const columns = "n int, tenant uuid, station uuid, id uuid, ocpp_id text, remote_start int, token text";

/** A command whose effect was seen just now. */
export type SeenCommand = { id: string; stationId: string };

/** The transaction a remote start asked for has begun: that is the effect its command waited for (F01, F02). */
export const noteRemoteStarts = (tx: IngestTransaction, events: Event[]) => tx<SeenCommand[]>`
  update station_commands c set observed_at = now(), observed = jsonb_build_object('transactionId', e.ocpp_id, 'id', e.id)
  from jsonb_to_recordset(${parameter(events)}::text::jsonb) as e(${tx.unsafe(columns)})
  where c.tenant_id = e.tenant and c.station_id = e.station and c.id > uuid_at(now() - interval '1 day')
    and c.action = 'RequestStartTransaction' and c.request_id = e.remote_start and c.observed_at is null
  returning c.id, c.station_id as "stationId"`;

/** The transaction a remote stop asked about has stopped (F03). What waits to be sent has done nothing, and must not be locked: its claim would pass it by. */
export const noteRemoteStops = (tx: IngestTransaction, events: Event[]) => tx<SeenCommand[]>`
  update station_commands c set observed_at = now(), observed = jsonb_build_object('transactionId', e.ocpp_id, 'id', e.id)
  from jsonb_to_recordset(${parameter(events)}::text::jsonb) as e(${tx.unsafe(columns)})
  where c.tenant_id = e.tenant and c.station_id = e.station and c.id > uuid_at(now() - interval '1 day')
    and c.action = 'RequestStopTransaction' and c.request ->> 'transactionId' = e.ocpp_id and c.status <> 'queued' and c.observed_at is null
  returning c.id, c.station_id as "stationId"`;

/** A Central token that nobody keeps was made by us for one start (C03): it is good where we sent it. Answers the `n` of those. */
export async function acceptTokensWeSent(tx: IngestTransaction, events: Event[]): Promise<Set<number>> {
  const rows = await tx<{ n: number }[]>`
    select e.n from jsonb_to_recordset(${parameter(events)}::text::jsonb) as e(${tx.unsafe(columns)})
    where exists (select 1 from station_commands c where c.tenant_id = e.tenant and c.station_id = e.station and c.id > uuid_at(now() - interval '7 days')
      and c.action = 'RequestStartTransaction' and lower(c.request -> 'idToken' ->> 'idToken') = e.token)`;
  return new Set(rows.map(({ n }) => n));
}
