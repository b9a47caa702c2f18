import { createStation, type SimulatedStation, type StationOptions } from "@stationmaster/simulator";
import { afterAll } from "vitest";
import type { PortalTenant } from "./a-portal";

const opened: SimulatedStation[] = [];
afterAll(() => Promise.all(opened.map((station) => station.close())));

/** Added by the API, connected with the password that was shown, and booted. */
export async function aLiveStation(
  tenant: PortalTenant,
  identity: string,
  more: Partial<StationOptions> = {},
): Promise<SimulatedStation> {
  const made = await tenant.api("POST", "/stations", {
    identity,
    evses: [{ id: 1, connectors: [{ id: 1, type: "cType2" }] }],
  });
  const { url, password } = made.body as { url: string; password: string };
  const station = createStation({ url, identity, password, vendorName: "Ampère", model: "M1", ...more });
  opened.push(station);
  await station.start();
  return station;
}
