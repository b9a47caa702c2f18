import type { ChargingNeedsType, ChargingProfileType } from "@stationmaster/ocpp";
import { fromWatts, limitAt } from "./charging-profiles";
import type { Evse } from "./evse";
import { acceptedPowerW, nominalVoltage, usedPhases, type Vehicle } from "./physics";
import type { Station } from "./station";

/** K15, K17: the car tells what it needs. Where it is Accepted it waits for a schedule. */
export async function tellNeeds(station: Station, evse: Evse): Promise<string> {
  if (!evse.plugged) throw new Error(`no car is plugged in at EVSE ${evse.id}`);
  const chargingNeeds = needsOf(evse.plugged.vehicle, evse);
  const answer = await station.send("NotifyEVChargingNeeds", { evseId: evse.id, chargingNeeds });
  if (answer.kind !== "result") return answer.kind;
  if (answer.payload.status === "Rejected") station.state.awaitsSchedule.delete(evse.id);
  else station.state.awaitsSchedule.add(evse.id);
  return answer.payload.status;
}

/** K15.FR.09: what the car means to draw of what it was offered. */
export async function tellPlan(station: Station, evse: Evse, profile: ChargingProfileType): Promise<void> {
  const [offered] = profile.chargingSchedule;
  if (!evse.plugged || !offered || !station.state.awaitsSchedule.has(evse.id)) return;
  const { vehicle } = evse.plugged;
  const at = station.timeline.now();
  const phases = usedPhases(vehicle, evse.phases);
  const offeredW = limitAt({ evseId: evse.id, profile, installedAt: at }, at, { phases: evse.phases, startedAt: at });
  const watts = Math.min(acceptedPowerW(vehicle, evse.phases), offeredW ?? Number.POSITIVE_INFINITY);
  const { chargingRateUnit } = offered;
  const limit = Math.floor(fromWatts(watts, chargingRateUnit, phases) * 10) / 10;
  await tellSchedule(station, evse, limit, chargingRateUnit);
}

/** Whatever it means to draw, also more than it may. */
export async function tellSchedule(
  station: Station,
  evse: Evse,
  limit: number,
  chargingRateUnit: "A" | "W" = "A",
): Promise<string> {
  const answer = await station.send("NotifyEVChargingSchedule", {
    ...{ evseId: evse.id, timeBase: station.timestamp() },
    chargingSchedule: {
      ...{ id: 1, chargingRateUnit, duration: 3600 },
      chargingSchedulePeriod: [{ startPeriod: 0, limit }],
    },
  });
  return answer.kind === "result" ? answer.payload.status : answer.kind;
}

function needsOf(vehicle: Vehicle, { phases }: Evse): ChargingNeedsType {
  const wantedWh = Math.round((vehicle.batteryWh * Math.max(0, vehicle.targetSoc - vehicle.soc)) / 100);
  if (phases === 0)
    return {
      requestedEnergyTransfer: "DC",
      dcChargingParameters: {
        ...{ evMaxCurrent: 350, evMaxVoltage: 400, evMaxPower: vehicle.maxDcPowerW, energyAmount: wantedWh },
        ...{ stateOfCharge: Math.round(vehicle.soc), fullSoC: 100 },
      },
    };
  const used = usedPhases(vehicle, phases);
  const evMaxCurrent = Math.floor(
    acceptedPowerW({ ...vehicle, soc: 0, targetSoc: 100 }, phases) / nominalVoltage / used,
  );
  return {
    requestedEnergyTransfer: used === 1 ? "AC_single_phase" : "AC_three_phase",
    acChargingParameters: { energyAmount: wantedWh, evMinCurrent: 6, evMaxCurrent, evMaxVoltage: 400 },
  };
}
