import {
  anyIdentity,
  countDriftViews,
  deadlineSeconds,
  driftById,
  driftCounting,
  driftList,
  driftOf,
  findStation,
  getTemplate,
  historyInput,
  listDrift,
  listKinds,
  listTemplates,
  putTemplate,
  removeTemplate,
  repairInput,
  repairStation,
  repairStations,
  reportedInput,
  reportedVariables,
  templateHistory,
  templateInput,
  templateList,
  templateRow,
} from "@stationmaster/domain/business";
import { z } from "zod";
import { router, tenantProcedure } from "../../server/trpc";

const one = z.object({ key: z.string().max(200) });
const station = z.object({ identity: anyIdentity });

export const configurationTemplatesRouter = router({
  list: tenantProcedure
    .input(templateList)
    .query(({ ctx, input }) => ctx.inTenant((room) => listTemplates(room, input))),
  get: tenantProcedure.input(one).query(({ ctx, input }) => ctx.inTenant((room) => getTemplate(room, input.key))),
  /** With how its stations stand to it. */
  detail: tenantProcedure.input(one).query(({ ctx, input }) =>
    ctx.inTenant(async (room) => {
      const template = await getTemplate(room, input.key);
      return { ...(await templateRow(room, input.key))!, ...template };
    }),
  ),
  put: tenantProcedure
    .input(templateInput.extend(one.shape))
    .mutation(({ ctx, input: { key, ...given } }) => ctx.inTenant((room) => putTemplate(room, key, given))),
  remove: tenantProcedure
    .input(one)
    .mutation(({ ctx, input }) => ctx.inTenant((room) => removeTemplate(room, input.key))),
  history: tenantProcedure
    .input(historyInput)
    .query(({ ctx, input }) => ctx.inTenant((room) => templateHistory(room, input))),

  /** What can be set, for whoever writes a template. */
  reported: tenantProcedure
    .input(reportedInput)
    .query(({ ctx, input }) => ctx.inTenant((room) => reportedVariables(room, input))),
  kinds: tenantProcedure.query(({ ctx }) => ctx.inTenant(listKinds)),

  drift: tenantProcedure.input(driftList).query(({ ctx, input }) => ctx.inTenant((room) => listDrift(room, input))),
  driftRows: tenantProcedure
    .input(z.object({ ids: z.array(z.uuid()).max(200) }))
    .query(({ ctx, input }) => ctx.inTenant((room) => driftById(room, input.ids))),
  driftCounts: tenantProcedure
    .input(driftCounting)
    .query(({ ctx, input }) => ctx.inTenant((room) => countDriftViews(room, input))),
  ofStation: tenantProcedure.input(station).query(({ ctx, input }) =>
    ctx.inTenant(async (room) => {
      const { id, identity } = await findStation(room, input.identity);
      return { stationId: id, stationIdentity: identity, ...(await driftOf(room, id)) };
    }),
  ),
  repairStation: tenantProcedure
    .input(station.extend({ insist: z.boolean().default(false), deadlineSeconds: deadlineSeconds.optional() }))
    .mutation(({ ctx, input: { identity, ...options } }) =>
      ctx.inTenant((room) => repairStation(room, identity, options)),
    ),
  repair: tenantProcedure
    .input(repairInput)
    .mutation(({ ctx, input }) => ctx.inTenant((room) => repairStations(room, input))),
});
