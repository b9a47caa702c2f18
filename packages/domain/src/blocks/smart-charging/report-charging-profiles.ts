import { defineMessage } from "../../kernel";
import { receiveProfiles } from "./profile-report";

/** K09: always answered, also for what nobody asked. */
export const reportChargingProfiles = defineMessage("ReportChargingProfiles", async (ctx, request) => {
  await receiveProfiles(ctx, ctx.station.id, request);
  return {};
});
