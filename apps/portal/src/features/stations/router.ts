import { commandOf } from "@stationmaster/domain";
import {
  anyIdentity,
  changePassword,
  countStations,
  createStation,
  createStations,
  deadlineSeconds,
  getStation,
  lastReport,
  listDeviceVariables,
  listModels,
  listStations,
  newStation,
  readPassword,
  removeStation,
  setPassword,
  startRequest,
  startSession,
  stationChanges,
  stationCurve,
  stationList,
  stationPassword,
  stationsById,
  updateStation,
  variableList,
} from "@stationmaster/domain/business";
import { z } from "zod";
import { env } from "../../server/env";
import { router, tenantProcedure } from "../../server/trpc";
import { waiting } from "../../server/waiting";

const one = z.object({ identity: anyIdentity });
const scope = z.object({ siteId: z.uuid().optional(), search: z.string().trim().max(100).optional() }).default({});
const ocppUrl = () => env().PUBLIC_OCPP_URL;

export const stationsRouter = router({
  list: tenantProcedure.input(stationList).query(({ ctx, input }) => ctx.inTenant((room) => listStations(room, input))),
  rows: tenantProcedure
    .input(z.object({ ids: z.array(z.uuid()).max(200) }))
    .query(({ ctx, input }) => ctx.inTenant((room) => stationsById(room, input.ids))),
  counts: tenantProcedure.input(scope).query(({ ctx, input }) => ctx.inTenant((room) => countStations(room, input))),
  models: tenantProcedure.input(scope).query(({ ctx, input }) => ctx.inTenant((room) => listModels(room, input))),
  get: tenantProcedure
    .input(one)
    .query(({ ctx, input }) => ctx.inTenant((room) => getStation(room, ocppUrl(), input.identity))),
  variables: tenantProcedure
    .input(variableList)
    .query(({ ctx, input }) => ctx.inTenant((room) => listDeviceVariables(room, input))),
  curve: tenantProcedure
    .input(
      one.extend({
        minutes: z
          .int()
          .min(1)
          .max(7 * 1440)
          .default(60),
      }),
    )
    .query(({ ctx, input }) => ctx.inTenant((room) => stationCurve(room, input.identity, input.minutes))),
  report: tenantProcedure
    .input(one)
    .query(({ ctx, input }) => ctx.inTenant((room) => lastReport(room, input.identity))),

  create: tenantProcedure
    .input(newStation)
    .mutation(({ ctx, input }) => ctx.inTenant((room) => createStation(room, ocppUrl(), input))),
  createMany: tenantProcedure
    .input(z.array(newStation).min(1).max(1_000))
    .mutation(({ ctx, input }) => ctx.inTenant((room) => createStations(room, ocppUrl(), input))),
  update: tenantProcedure.input(stationChanges.extend(one.shape)).mutation(({ ctx, input: { identity, ...changes } }) =>
    ctx.inTenant(async (room) => {
      await updateStation(room, identity, changes);
      return getStation(room, ocppUrl(), identity);
    }),
  ),
  setPassword: tenantProcedure
    .input(one.extend({ password: stationPassword.optional() }))
    .mutation(({ ctx, input }) => ctx.inTenant((room) => setPassword(room, ocppUrl(), input.identity, input.password))),
  password: tenantProcedure
    .input(one)
    .query(({ ctx, input }) => ctx.inTenant((room) => readPassword(room, input.identity))),
  changePassword: tenantProcedure
    .input(one.extend({ deadlineSeconds: deadlineSeconds.optional(), ...waiting.shape }))
    .mutation(({ ctx, input: { identity, deadlineSeconds, waitSeconds }, signal }) =>
      ctx.sendAndWait((room) => changePassword(room, identity, deadlineSeconds), waitSeconds, signal),
    ),
  remove: tenantProcedure.input(one).mutation(async ({ ctx, input }) => {
    await ctx.inTenant((room) => removeStation(room, commandOf, input.identity));
    return {};
  }),

  remoteStart: tenantProcedure
    .input(startRequest.omit({ stationIdentity: true }).extend({ ...one.shape, ...waiting.shape }))
    .mutation(({ ctx, input: { identity, waitSeconds, ...input }, signal }) =>
      ctx.sendAndWait((room) => startSession(room, { stationIdentity: identity, ...input }), waitSeconds, signal),
    ),
});
