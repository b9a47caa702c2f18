import { advanceOnboarding } from "../onboarding";
import { type DueStation, eachDueStation, type Means } from "./due-stations";
import type { Tally } from "./each-tenant";

const mostAtOnce = 500;

/** B02: checklists whose time has come, or whose job was lost. */
export const sweepOnboardings = (means: Means): Promise<Tally> =>
  eachDueStation(
    means,
    (tx, now) => tx<DueStation[]>`
      select tenant_id as "tenantId", station_id as "stationId" from onboardings
      where status = 'running' and due_at <= ${now}::timestamptz order by due_at limit ${mostAtOnce}`,
    advanceOnboarding,
  );
