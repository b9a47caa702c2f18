import { z } from "zod";
import { defineCommand, nextNumber, settleReport } from "../../kernel";
import { onlyThese } from "./message-on-display";

/** O03, O04: the answer says whether there are any; they come after it, by requestId. */
export const getDisplayMessages = defineCommand("GetDisplayMessages", {
  input: z.object({
    ids: z.array(z.int().min(0)).max(1_000).optional(),
    priority: z.enum(["AlwaysFront", "InFront", "NormalCycle"]).optional(),
    state: z.enum(["Charging", "Faulted", "Idle", "Unavailable"]).optional(),
  }),

  async build(ctx, stationId, { ids = [], priority, state }) {
    return {
      requestId: await nextNumber(ctx, stationId),
      ...(ids.length > 0 ? { id: ids } : {}),
      ...(priority ? { priority } : {}),
      ...(state ? { state } : {}),
    };
  },

  async settle(ctx, command, outcome) {
    await settleReport(ctx, command, "NotifyDisplayMessages", outcome);
    // O03.FR.06: there are none of those asked about, and that is an answer too.
    if (outcome.kind === "answered" && outcome.response.status === "Unknown")
      await onlyThese(ctx, command.stationId, command, []);
    ctx.changed({ kind: "room", id: "display-message", stationId: command.stationId });
  },
});
