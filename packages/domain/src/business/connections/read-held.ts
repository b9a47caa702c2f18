import type { IngestTransaction } from "@stationmaster/db";
import type { Standing } from "../../kernel/may-send";

export type HeldStation = { tenantId: string; stationId: string };

export type HeldState = Standing & {
  stationId: string;
  epoch: number;
  isRemoved: boolean;
  /** A command is due, or will be before the next look. */
  hasWork: boolean;
};

/** How things stand with the stations held here: all that a lost ring would have told, in one question a minute. */
export async function readHeld(tx: IngestTransaction, held: HeldStation[]): Promise<HeldState[]> {
  const rows = held.map(({ tenantId, stationId }) => ({ tenant: tenantId, station: stationId }));
  return tx<HeldState[]>`
    select s.id as "stationId", s.connection_epoch as epoch, s.removed_at is not null as "isRemoved",
      s.boot_status as "bootStatus", s.registration_status as "registrationStatus",
      exists (
        select 1 from station_commands c
        where c.tenant_id = h.tenant and c.station_id = h.station and c.status = 'queued'
          and c.deadline_at > now() and (c.not_before is null or c.not_before < now() + interval '2 minutes')) as "hasWork"
    from jsonb_to_recordset(${tx.json(rows)}) as h(tenant uuid, station uuid)
    join stations s on s.tenant_id = h.tenant and s.id = h.station`;
}
