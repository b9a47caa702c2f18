import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createLogger, onShutdown, port, readEnv, watchSignals } from "@stationmaster/runtime";
import { type FleetStation, runFleet } from "./run-fleet";

/** A station of the demo, as the seed writes it down. */
interface DemoStation extends FleetStation {
  tenant: string;
  timeZone?: string;
}

// What runs beside the demo: the stations that the seed has made, alive.
const log = createLogger({ name: "fleet" });
const { OCPP_PORT } = readEnv({ OCPP_PORT: port(9220) });
const { FLEET_FILE, DATA_DIR = ".data" } = process.env;
const file = FLEET_FILE || join(DATA_DIR, "demo/fleet.json");
const urlBase = `ws://127.0.0.1:${OCPP_PORT}/ocpp`;

const { stations } = JSON.parse(readFileSync(file, "utf8")) as { stations: DemoStation[] };
watchSignals(log, { withinMs: 8_000 });
const fleet = runFleet({
  urlBase,
  // Other days, other drivers.
  seed: Math.floor(Date.now() / 86_400_000),
  stations: stations.map(({ tenant, timeZone, idTokens = [], ...station }) => ({
    ...station,
    urlBase: `${urlBase}/${tenant}`,
    // Central tokens are made by the CSMS: nobody holds one to a reader.
    idTokens: idTokens.filter((card) => typeof card === "string" || card.type !== "Central"),
    ...(timeZone ? { variables: { "ClockCtrlr.TimeZone": timeZone } } : {}),
  })),
  onViolation: (station, { why }) => log.warn({ station, why }, "the CSMS broke a rule of OCPP"),
  onTrouble: (station, err) => log.warn({ station, err }, "a scene was broken off"),
});
onShutdown(() => fleet.stop(), { name: "the fleet", withinMs: 6_000 });
log.info({ stations: fleet.stations.length, file }, "the fleet is running");
