import { and, eq, evses } from "@stationmaster/db";
import { z } from "zod";
import { ConflictError, type Context, defineCommand, NotFoundError } from "../../kernel";
import { readVariables, variableKey } from "./device-model";

/** B11, B12: never sent twice by itself. Accepted and Scheduled are promises; the boot that follows, or the EVSE that is back, is the effect. */
export const reset = defineCommand("Reset", {
  input: z.object({ type: z.enum(["Immediate", "OnIdle"]), evseId: z.int().positive().optional() }),

  async build(ctx, stationId, { type, evseId }) {
    if (evseId === undefined) return { type };
    await refuseWhatCannot(ctx, stationId, evseId);
    return { type, evseId };
  },
});

/** B11.FR.09: where the station says that its EVSE does not restart alone. What says nothing is asked. */
async function refuseWhatCannot(ctx: Context, stationId: string, evseId: number): Promise<void> {
  const known = await ctx.db.$count(evses, eq(evses.stationId, stationId));
  const its = await ctx.db.$count(evses, and(eq(evses.stationId, stationId), eq(evses.evseId, evseId)));
  if (known > 0 && its === 0) throw new NotFoundError("EVSE", evseId);
  const key = variableKey({ name: "EVSE", evse: { id: evseId } }, { name: "AllowReset" });
  const allows = (await readVariables(ctx, stationId, [key])).get(key);
  if (allows?.toLowerCase() === "false")
    throw new ConflictError(`The station says that EVSE ${evseId} does not restart by itself.`, "evseId");
}
