// Block K: smart charging.
import { defineCommand, keepMessage } from "../../kernel";

export const messages = [
  keepMessage("ReportChargingProfiles", () => ({})),
  keepMessage("NotifyChargingLimit", () => ({})),
  keepMessage("ClearedChargingLimit", () => ({})),
  // K15.FR.04: no schedule of ours will follow, and none is needed to charge.
  keepMessage("NotifyEVChargingNeeds", () => ({ status: "Rejected" })),
  keepMessage("NotifyEVChargingSchedule", () => ({ status: "Accepted" })),
];
export const commands = [
  defineCommand("SetChargingProfile"),
  defineCommand("GetChargingProfiles"),
  defineCommand("ClearChargingProfile"),
  defineCommand("GetCompositeSchedule", { mayRepeat: true }),
];
