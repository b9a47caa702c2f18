import type { Command } from "@stationmaster/domain";
import { anyIdentity, askStation } from "@stationmaster/domain/business";
import type { CommandAction } from "@stationmaster/ocpp";
import { z } from "zod";
import { tenantProcedure } from "../../server/trpc";

/** A procedure that sends one of a room's commands to one station, in an operator's words; the room itself checks them. */
export const asking = <A extends CommandAction, Input>(command: Command<A, Input>) =>
  tenantProcedure
    .input(z.object({ identity: anyIdentity, ask: z.custom<Input>() }))
    .mutation(({ ctx, input: { identity, ask } }) =>
      ctx.inTenant((room) => askStation(room, identity, command, ask as Input)),
    );
