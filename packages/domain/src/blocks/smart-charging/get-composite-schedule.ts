import { compositeSchedules } from "@stationmaster/db";
import { z } from "zod";
import { defineCommand } from "../../kernel";
import { announce } from "./announce";

export const askedSchedule = z.object({
  duration: z
    .int()
    .positive()
    .max(7 * 86_400),
  evseId: z.int().min(0),
  chargingRateUnit: z.enum(["W", "A"]).optional(),
});

/** K08: what the station will charge by, all things taken together; EVSE 0 is its connection to the grid. The last answer for each is kept. */
export const getCompositeSchedule = defineCommand("GetCompositeSchedule", {
  input: askedSchedule,
  mayRepeat: true,

  async build(_ctx, _stationId, { duration, evseId, chargingRateUnit }) {
    return { duration, evseId, ...(chargingRateUnit === undefined ? {} : { chargingRateUnit }) };
  },

  async settle(ctx, { id: commandId, stationId, request: { evseId } }, outcome) {
    if (outcome.kind !== "answered" || outcome.response.status !== "Accepted" || !outcome.response.schedule) return;
    const { schedule } = outcome.response;
    const told = { schedule, commandId, toldAt: ctx.now };
    const { tenantId, stationId: station, evseId: evse, unit } = compositeSchedules;
    await ctx.db
      .insert(compositeSchedules)
      .values({ stationId, evseId, unit: schedule.chargingRateUnit, ...told })
      .onConflictDoUpdate({ target: [tenantId, station, evse, unit], set: told });
    announce(ctx, stationId);
  },
});
