import { and, displayMessages, eq, sql } from "@stationmaster/db";
import { z } from "zod";
import { defineCommand, summarise } from "../../kernel";
import { isGone, ofMessage, want } from "./message-on-display";

/** O05: a message the station does not know is gone as well. */
export const clearDisplayMessage = defineCommand("ClearDisplayMessage", {
  input: z.object({ id: z.int().min(0) }),
  mayRepeat: true,

  async build(_ctx, _stationId, { id }) {
    return { id };
  },

  async record(ctx, stationId, { id }) {
    await want(ctx, stationId, id, null);
  },

  async settle(ctx, { stationId, request: { id } }, outcome) {
    const { status, reason } = summarise(outcome);
    const isCleared = status === "Accepted" || status === "Unknown";
    if (isCleared) await isGone(ctx, ofMessage(stationId, id));
    await ctx.db
      .update(displayMessages)
      .set({
        ...{ status: isCleared ? "cleared" : status, reason, statusAt: ctx.now },
        // Withdrawn before it was sent: what is there is what shall be there.
        ...(status === "cancelled" ? { wanted: sql`actual` } : {}),
      })
      .where(and(ofMessage(stationId, id), eq(displayMessages.status, "clearing")));
    ctx.changed({ kind: "room", id: "display-message", stationId });
  },
});
