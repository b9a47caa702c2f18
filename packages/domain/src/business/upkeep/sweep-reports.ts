import type { Database } from "@stationmaster/db";
import { inTenant, type Outlets, systemActor } from "../../kernel";
import { tenantIds } from "../connections";
import { resumeReports } from "../reports";
import { eachTenant, type Tally } from "./each-tenant";

/** Reports that a crash kept from the queue, or from their end. */
export async function sweepReports({ directory, outlets }: { directory: Database; outlets: Outlets }): Promise<Tally> {
  return eachTenant(await tenantIds(directory), async (tenantId) => {
    const { resumed, failed } = await inTenant(outlets, tenantId, systemActor, resumeReports);
    return resumed + failed;
  });
}
