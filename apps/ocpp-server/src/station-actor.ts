import type { Actor } from "@stationmaster/db";
import type { Speaker } from "./server-parts";

/** Who did it, when a message of the station did. */
export const stationActor = ({ station }: Speaker): Actor => ({
  kind: "station",
  id: station.id,
  name: station.identity,
});
