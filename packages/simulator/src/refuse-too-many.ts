import { OcppError } from "@stationmaster/ocpp";
import type { Station } from "./station";

/** B05.FR.11, B06.FR.16, N04.FR.09: more than ItemsPerMessage is a mistake of the CSMS. */
export function refuseTooMany(station: Station, controller: string, action: string, count: number): void {
  const limit = `${controller}.ItemsPerMessage[${action}]`;
  if (count <= station.model.number(limit)) return;
  station.violate(`${action} with ${count} items, more than ${limit}`, "");
  throw new OcppError("OccurrenceConstraintViolation", `more items than ${limit}`);
}
