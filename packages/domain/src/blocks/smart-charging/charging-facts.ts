import type { Context } from "../../kernel";
import { readVariables, variableKey } from "../provisioning";
import type { ChargingFacts } from "./profile-rules";

/** What the station has told of its smart charging, for the EVSE where it told that. */
export async function chargingFacts(ctx: Context, stationId: string, evseId: number): Promise<ChargingFacts> {
  const ofStation = (name: string) => variableKey({ name: "SmartChargingCtrlr" }, { name });
  const ofEvse = (name: string) => variableKey({ name: "SmartChargingCtrlr", evse: { id: evseId } }, { name });
  const names = ["ProfileStackLevel", "PeriodsPerSchedule", "RateUnit", "ACPhaseSwitchingSupported"];
  const told = await readVariables(
    ctx,
    stationId,
    names.flatMap((name) => [ofStation(name), ofEvse(name)]),
  );
  const read = (name: string) => told.get(ofEvse(name)) ?? told.get(ofStation(name));
  return {
    maxStackLevel: numberOf(read("ProfileStackLevel")),
    periodsPerSchedule: numberOf(read("PeriodsPerSchedule")),
    rateUnits: unitsOf(read("RateUnit")),
    switchesPhases: read("ACPhaseSwitchingSupported")?.toLowerCase() === "true",
  };
}

const numberOf = (text: string | undefined): number | undefined =>
  text && /^\d+$/.test(text) ? Number(text) : undefined;

/** A list that names neither unit says nothing. */
function unitsOf(text: string | undefined): string[] | undefined {
  const units = text
    ?.split(",")
    .map((unit) => unit.trim().toUpperCase())
    .filter((unit) => unit === "A" || unit === "W");
  return units && units.length > 0 ? units : undefined;
}
