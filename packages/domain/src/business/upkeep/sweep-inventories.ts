import { askInventory } from "../../blocks/provisioning";
import { type DueStation, eachDueStation, type Means } from "./due-stations";
import type { Tally } from "./each-tenant";

/** So many a round: a thousand stations that boot together, as after a power cut, tell their models over some minutes. */
const mostAtOnce = 50;

/** B07.FR.14: stations that are to be asked for their device model. One that is away is asked when it is back. */
export const sweepInventories = (means: Means): Promise<Tally> =>
  eachDueStation(
    means,
    (tx, now) => tx<DueStation[]>`
      select tenant_id as "tenantId", id as "stationId" from stations
      where inventory_due_at <= ${now}::timestamptz and is_online and boot_status = 'Accepted' and registration_status = 'Accepted'
        and removed_at is null
      order by inventory_due_at limit ${mostAtOnce}`,
    askInventory,
  );
