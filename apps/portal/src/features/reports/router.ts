import {
  cancelReport,
  getReport,
  listReports,
  newReport,
  note,
  pageInput,
  reportFile,
  requestReport,
} from "@stationmaster/domain/business";
import { z } from "zod";
import { router, tenantProcedure } from "../../server/trpc";

const one = z.object({ id: z.uuid() });

export const reportsRouter = router({
  create: tenantProcedure.input(newReport).mutation(({ ctx, input }) =>
    ctx.inTenant(async (room) => {
      const report = await requestReport(room, input);
      await note(room, "report requested", report.id, { kind: report.kind, from: report.from, to: report.to });
      return report;
    }),
  ),
  list: tenantProcedure.input(pageInput).query(({ ctx, input }) => ctx.inTenant((room) => listReports(room, input))),
  get: tenantProcedure.input(one).query(({ ctx, input }) => ctx.inTenant((room) => getReport(room, input.id))),
  /** Where its file lies; `answer-report-file` sends it. */
  file: tenantProcedure.input(one).query(({ ctx, input }) => ctx.inTenant((room) => reportFile(room, input.id))),
  cancel: tenantProcedure.input(one).mutation(({ ctx, input }) =>
    ctx.inTenant(async (room) => {
      const report = await cancelReport(room, input.id);
      await note(room, "report cancelled", report.id);
      return report;
    }),
  ),
});
