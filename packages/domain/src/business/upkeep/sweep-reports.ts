import type { Database } from "@stationmaster/db";
import type { FileStore } from "@stationmaster/files";
import { inTenant, type Outlets, systemActor } from "../../kernel";
import { tenantIds } from "../connections";
import { forgetReports, resumeReports } from "../reports";
import { eachTenant, type Tally } from "./each-tenant";

/** Reports that a crash kept from the queue, or from their end. */
export async function sweepReports({ directory, outlets }: { directory: Database; outlets: Outlets }): Promise<Tally> {
  return eachTenant(await tenantIds(directory), async (tenantId) => {
    const { resumed, failed } = await inTenant(outlets, tenantId, systemActor, resumeReports);
    return resumed + failed;
  });
}

/** Reports that nobody fetches any more, with their files. */
export async function forgetOldReports(
  { directory, outlets, files }: { directory: Database; outlets: Outlets; files: FileStore },
  { reportDays }: { reportDays: number },
): Promise<Tally> {
  return eachTenant(await tenantIds(directory), (tenantId) => forgetReports(outlets, files, tenantId, reportDays));
}
