import type { Context } from "@stationmaster/domain";
import { anyIdentity, findStation } from "@stationmaster/domain/business";
import {
  clearVariableMonitoring,
  customerInformation,
  customerInformationList,
  eventList,
  getCustomerInformation,
  getLog,
  getMonitoring,
  getMonitoringReport,
  listCustomerInformation,
  listEvents,
  listLogRequests,
  listMonitors,
  listProblems,
  logRequestList,
  monitorList,
  problemList,
  setMonitoringBase,
  setMonitoringLevel,
  setVariableMonitoring,
} from "@stationmaster/domain/diagnostics";
import { z } from "zod";
import { router, tenantProcedure } from "../../server/trpc";
import { asking } from "../commands/asking";

const one = z.object({ identity: anyIdentity });

/** A list of one station, asked for by its identity. */
const ofStation = async <Input extends { identity: string }, Rows>(
  room: Context,
  { identity, ...input }: Input,
  list: (room: Context, input: Omit<Input, "identity"> & { stationId: string }) => Promise<Rows>,
) => list(room, { ...input, stationId: (await findStation(room, identity)).id });

export const diagnosticsRouter = router({
  events: tenantProcedure
    .input(eventList.omit({ stationId: true }).extend(one.shape))
    .query(({ ctx, input }) => ctx.inTenant((room) => ofStation(room, input, listEvents))),
  problems: tenantProcedure
    .input(problemList.omit({ stationId: true }).extend(one.shape))
    .query(({ ctx, input }) => ctx.inTenant((room) => ofStation(room, input, listProblems))),
  monitors: tenantProcedure
    .input(monitorList.omit({ stationId: true }).extend(one.shape))
    .query(({ ctx, input }) => ctx.inTenant((room) => ofStation(room, input, listMonitors))),
  monitoring: tenantProcedure
    .input(one)
    .query(({ ctx, input }) =>
      ctx.inTenant((room) => ofStation(room, input, (_, { stationId }) => getMonitoring(room, stationId))),
    ),
  logs: tenantProcedure
    .input(logRequestList.omit({ stationId: true }).extend(one.shape))
    .query(({ ctx, input }) => ctx.inTenant((room) => ofStation(room, input, listLogRequests))),
  customers: tenantProcedure
    .input(customerInformationList.omit({ stationId: true }).extend(one.shape))
    .query(({ ctx, input }) => ctx.inTenant((room) => ofStation(room, input, listCustomerInformation))),
  /** With a station, what another one told is not there. */
  customer: tenantProcedure
    .input(z.object({ id: z.uuid(), identity: anyIdentity.optional() }))
    .query(({ ctx, input: { id, identity } }) =>
      ctx.inTenant(async (room) =>
        getCustomerInformation(room, {
          id,
          ...(identity === undefined ? {} : { stationId: (await findStation(room, identity)).id }),
        }),
      ),
    ),

  requestLog: asking(getLog),
  requestMonitors: asking(getMonitoringReport),
  setMonitors: asking(setVariableMonitoring),
  clearMonitors: asking(clearVariableMonitoring),
  setBase: asking(setMonitoringBase),
  setLevel: asking(setMonitoringLevel),
  requestCustomer: asking(customerInformation),
});
