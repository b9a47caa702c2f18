import { chargingProfiles } from "@stationmaster/db";
import { type Context, sendCommand } from "@stationmaster/domain";
import {
  getChargingProfiles,
  getCompositeSchedule,
  type ProfileInput,
  setChargingProfile,
} from "@stationmaster/domain/smart-charging";
import type { KeptStation } from "./keep-places";

const hour = 3600;
/** The fleet may be started long after the demo was made. */
const options = { deadlineSeconds: 30 * 24 * hour };

/** The first stations of a tenant give some of their power back in the evening; asked for once, when nobody has set anything yet. */
export async function keepProfiles(ctx: Context, stations: KeptStation[]): Promise<void> {
  if ((await ctx.db.$count(chargingProfiles)) > 0) return;
  for (const { id, evses } of stations.slice(0, 3)) {
    const ratedW = evses.reduce((sum, { maxPowerW }) => sum + maxPowerW, 0);
    await sendCommand(ctx, id, setChargingProfile, { evseId: 0, chargingProfile: eveningLimit(ctx, ratedW) }, options);
    const which = { chargingProfilePurpose: "ChargingStationMaxProfile" as const };
    await sendCommand(ctx, id, getChargingProfiles, which, options);
    for (const evseId of [0, 1])
      await sendCommand(ctx, id, getCompositeSchedule, { duration: 24 * hour, evseId, chargingRateUnit: "W" }, options);
  }
}

/** Each day from 17 to 20 o'clock, counted from a midnight in UTC, half of what the station has. */
function eveningLimit({ now }: Context, ratedW: number): ProfileInput {
  const midnight = new Date(Math.floor(now.getTime() / (24 * hour * 1000)) * 24 * hour * 1000);
  const steps = [
    { startPeriod: 0, limit: ratedW },
    { startPeriod: 17 * hour, limit: ratedW / 2 },
    { startPeriod: 20 * hour, limit: ratedW },
  ];
  return {
    ...{ stackLevel: 0, chargingProfilePurpose: "ChargingStationMaxProfile" },
    ...{ chargingProfileKind: "Recurring", recurrencyKind: "Daily" },
    chargingSchedule: [
      {
        ...{ startSchedule: midnight.toISOString(), duration: 24 * hour, chargingRateUnit: "W" },
        chargingSchedulePeriod: steps,
      },
    ],
  };
}
