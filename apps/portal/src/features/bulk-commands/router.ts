import {
  bulkCommandList,
  bulkStationList,
  bulkStationsById,
  cancelBulkCommand,
  getBulkCommand,
  listBulkCommands,
  listBulkStations,
  newBulkCommand,
  selectStations,
  sendBulkCommand,
  stationSelection,
} from "@stationmaster/domain/business";
import { z } from "zod";
import { router, tenantProcedure } from "../../server/trpc";

const one = z.object({ id: z.uuid() });

export const bulkCommandsRouter = router({
  send: tenantProcedure
    .input(newBulkCommand)
    .mutation(({ ctx, input }) => ctx.inTenant((room) => sendBulkCommand(room, input))),
  list: tenantProcedure
    .input(bulkCommandList)
    .query(({ ctx, input }) => ctx.inTenant((room) => listBulkCommands(room, input))),
  get: tenantProcedure.input(one).query(({ ctx, input }) => ctx.inTenant((room) => getBulkCommand(room, input.id))),
  stations: tenantProcedure
    .input(bulkStationList)
    .query(({ ctx, input }) => ctx.inTenant((room) => listBulkStations(room, input))),
  rows: tenantProcedure
    .input(z.object({ ids: z.array(z.uuid()).max(200) }))
    .query(({ ctx, input }) => ctx.inTenant((room) => bulkStationsById(room, input.ids))),
  /** What a filter of the stations page shows, to be commanded as a whole. */
  selection: tenantProcedure
    .input(stationSelection)
    .query(({ ctx, input }) => ctx.inTenant((room) => selectStations(room, input))),
  cancel: tenantProcedure
    .input(one)
    .mutation(({ ctx, input }) => ctx.inTenant((room) => cancelBulkCommand(room, input.id))),
});
