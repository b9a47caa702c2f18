import {
  askAboutSession,
  closeSession,
  countSessions,
  deadlineSeconds,
  getSession,
  listSessionEvents,
  listSessionMeterValues,
  listSessions,
  pageInput,
  sessionCurve,
  sessionList,
  sessionStory,
  sessionsById,
  stopSession,
} from "@stationmaster/domain/business";
import { z } from "zod";
import { router, tenantProcedure } from "../../server/trpc";
import { waiting } from "../../server/waiting";

const one = z.object({ id: z.uuid() });

export const sessionsRouter = router({
  list: tenantProcedure.input(sessionList).query(({ ctx, input }) => ctx.inTenant((room) => listSessions(room, input))),
  rows: tenantProcedure
    .input(z.object({ ids: z.array(z.uuid()).max(200) }))
    .query(({ ctx, input }) => ctx.inTenant((room) => sessionsById(room, input.ids))),
  counts: tenantProcedure
    .input(z.object({ siteId: z.uuid().optional() }).default({}))
    .query(({ ctx, input }) => ctx.inTenant((room) => countSessions(room, input))),
  get: tenantProcedure.input(one).query(({ ctx, input }) => ctx.inTenant((room) => getSession(room, input.id))),
  events: tenantProcedure
    .input(pageInput.extend(one.shape))
    .query(({ ctx, input: { id, ...page } }) => ctx.inTenant((room) => listSessionEvents(room, id, page))),
  meterValues: tenantProcedure
    .input(pageInput.extend(one.shape))
    .query(({ ctx, input: { id, ...page } }) => ctx.inTenant((room) => listSessionMeterValues(room, id, page))),
  curve: tenantProcedure.input(one).query(({ ctx, input }) => ctx.inTenant((room) => sessionCurve(room, input.id))),
  story: tenantProcedure.input(one).query(({ ctx, input }) => ctx.inTenant((room) => sessionStory(room, input.id))),

  close: tenantProcedure.input(one).mutation(({ ctx, input }) => ctx.inTenant((room) => closeSession(room, input.id))),
  ask: tenantProcedure
    .input(one.extend({ deadlineSeconds: deadlineSeconds.optional(), ...waiting.shape }))
    .mutation(({ ctx, input, signal }) =>
      ctx.sendAndWait((room) => askAboutSession(room, input.id, input.deadlineSeconds), input.waitSeconds, signal),
    ),
  remoteStop: tenantProcedure
    .input(one.extend({ deadlineSeconds: deadlineSeconds.optional(), ...waiting.shape }))
    .mutation(({ ctx, input, signal }) =>
      ctx.sendAndWait((room) => stopSession(room, input.id, input.deadlineSeconds), input.waitSeconds, signal),
    ),
});
