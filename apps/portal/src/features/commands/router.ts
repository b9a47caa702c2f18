import {
  anyIdentity,
  commandList,
  getCommand,
  listCommands,
  rawCommand,
  sendRaw,
  withdrawCommand,
} from "@stationmaster/domain/business";
import { z } from "zod";
import { router, tenantProcedure } from "../../server/trpc";
import { waiting } from "../../server/waiting";

/** With a station, a command of another one is not there. */
const one = z.object({ id: z.uuid(), stationIdentity: anyIdentity.optional() });

export const commandsRouter = router({
  list: tenantProcedure.input(commandList).query(({ ctx, input }) => ctx.inTenant((room) => listCommands(room, input))),
  get: tenantProcedure
    .input(one)
    .query(({ ctx, input }) => ctx.inTenant((room) => getCommand(room, input.id, input.stationIdentity))),
  send: tenantProcedure
    .input(rawCommand.extend(waiting.shape))
    .mutation(({ ctx, input: { waitSeconds, ...input }, signal }) =>
      ctx.sendAndWait((room) => sendRaw(room, input), waitSeconds, signal),
    ),
  cancel: tenantProcedure
    .input(one)
    .mutation(({ ctx, input }) => ctx.inTenant((room) => withdrawCommand(room, input.id, input.stationIdentity))),
});
