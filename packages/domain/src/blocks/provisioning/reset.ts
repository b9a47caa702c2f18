import { z } from "zod";
import { defineCommand } from "../../kernel";

/** B11, B12: never sent twice by itself. Accepted and Scheduled are promises; the boot that follows is the effect, and is noted when it comes. */
export const reset = defineCommand("Reset", {
  input: z.object({ type: z.enum(["Immediate", "OnIdle"]), evseId: z.int().positive().optional() }),

  async build(_ctx, _stationId, { type, evseId }) {
    return { type, ...(evseId === undefined ? {} : { evseId }) };
  },
});
