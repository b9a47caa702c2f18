import { giveUpReport, makeReport } from "@stationmaster/domain/business/reports";
import type { Handling } from "@stationmaster/jobs";
import type { Means } from "../means";

export const reports = ({ outlets, files, log }: Means): Handling<"reports"> => ({
  async handle(job) {
    const outcome = await makeReport(outlets, files, job);
    log.info({ ...job, outcome }, "report handled");
  },
  giveUp: (job, error) => giveUpReport(outlets, job, error),
});
