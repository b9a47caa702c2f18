import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/root";

type Outputs = inferRouterOutputs<AppRouter>["smartCharging"];

/** What we want beside what the station has. */
export type ProfilePair = Outputs["profiles"]["items"][number];
/** What was once asked for, and what came of it. */
export type AskedProfile = Outputs["history"]["items"][number];
export type LimitsAhead = Outputs["ahead"];
export type EvseAhead = LimitsAhead["evses"][number];
export type OuterLimit = Outputs["limits"][number];
export type EvMessage = Outputs["evMessages"]["items"][number];
export type Profile = AskedProfile["profile"];
export type Schedule = Profile["chargingSchedule"][number];
export type ProfileWish = Omit<inferRouterInputs<AppRouter>["smartCharging"]["set"], "identity">;
export type Unit = "A" | "W";

/** What can be asked for: only the station reports what others limit. */
export const purposes = ["TxDefaultProfile", "TxProfile", "ChargingStationMaxProfile"] as const;
export type Purpose = (typeof purposes)[number];
