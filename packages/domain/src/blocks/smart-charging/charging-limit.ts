import { and, chargingLimits, eq, isNull } from "@stationmaster/db";
import { defineMessage } from "../../kernel";
import { announce } from "./announce";

/** K11, K12, K14: somebody other than us limits the station, or one EVSE of it. */
export const notifyChargingLimit = defineMessage(
  "NotifyChargingLimit",
  async (ctx, { chargingLimit, chargingSchedule, evseId = 0 }) => {
    const { tenantId, stationId, evseId: evse, source } = chargingLimits;
    const told = {
      isGridCritical: chargingLimit.isGridCritical ?? null,
      schedules: chargingSchedule ?? null,
      setAt: ctx.now,
      toldAt: ctx.now,
      clearedAt: null,
    };
    await ctx.db
      .insert(chargingLimits)
      .values({ stationId: ctx.station.id, evseId, source: chargingLimit.chargingLimitSource, ...told })
      .onConflictDoUpdate({ target: [tenantId, stationId, evse, source], set: told });
    announce(ctx, ctx.station.id);
    return {};
  },
);

/** K13, K14: the limit of that source is lifted, everywhere where no EVSE is named. */
export const clearedChargingLimit = defineMessage(
  "ClearedChargingLimit",
  async (ctx, { chargingLimitSource, evseId }) => {
    await ctx.db
      .update(chargingLimits)
      .set({ clearedAt: ctx.now, toldAt: ctx.now })
      .where(
        and(
          eq(chargingLimits.stationId, ctx.station.id),
          eq(chargingLimits.source, chargingLimitSource),
          evseId === undefined ? undefined : eq(chargingLimits.evseId, evseId),
          isNull(chargingLimits.clearedAt),
        ),
      );
    announce(ctx, ctx.station.id);
    return {};
  },
);
