import {
  chargingNow,
  countStates,
  energyToday,
  listIssues,
  powerCurve,
  timeZoneOfScope,
  topSessions,
} from "@stationmaster/domain/business";
import { z } from "zod";
import { remembered } from "../../server/remembered";
import { router, tenantProcedure } from "../../server/trpc";

const scope = z.object({ siteId: z.uuid().optional() }).default({});
const rememberCurveMs = 30_000;

export const overviewRouter = router({
  get: tenantProcedure.input(scope).query(async ({ ctx, input }) => {
    const key = `${ctx.tenantId} ${input.siteId ?? ""}`;
    // Each its own transaction, at the same time: none waits for another's rows.
    const [timeZone, fleet, charging, powerPoints, today, issues, sessions] = await Promise.all([
      ctx.inTenant((room) => timeZoneOfScope(room, input)),
      ctx.inTenant((room) => countStates(room, input)),
      ctx.inTenant((room) => chargingNow(room, input)),
      remembered(`power curve ${key}`, rememberCurveMs, () => ctx.inTenant((room) => powerCurve(room, input))),
      remembered(`energy today ${key}`, rememberCurveMs, () => ctx.inTenant((room) => energyToday(room, input))),
      ctx.inTenant((room) => listIssues(room, input)),
      ctx.inTenant((room) => topSessions(room, input)),
    ]);
    return {
      timeZone,
      ...fleet,
      charging: { ...charging, powerCurve: powerPoints },
      today,
      issues,
      topSessions: sessions,
    };
  }),
});
