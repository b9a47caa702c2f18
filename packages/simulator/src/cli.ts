import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { onShutdown, shutdown, watchSignals } from "@stationmaster/runtime";
import { readArguments, usage } from "./cli/arguments";
import { obey } from "./cli/obey";
import { printFrames } from "./cli/print-frames";
import { chargeScenario } from "./cli/scenario";
import { createStation } from "./create-station";
import { type FleetOptions, runFleet } from "./run-fleet";

const say = (line: string) => process.stdout.write(`${line}\n`);
const log = { info: () => {}, error: (_facts: unknown, message?: string) => say(message ?? "an error") };

async function main(): Promise<number | undefined> {
  const given = readArguments(process.argv.slice(2));
  if (typeof given === "string") {
    say(given);
    say(usage);
    return given === "" ? 0 : 2;
  }
  watchSignals(log, { withinMs: 10_000 });
  if (given.fleet) return fleet(given.fleet);
  if (given.scenario) return chargeScenario(given, say);
  return interactive(given.station, given.isQuiet);
}

/** Stations that live by themselves, read from a JSON file of FleetOptions. */
function fleet(path: string): undefined {
  const options = JSON.parse(readFileSync(path, "utf8")) as FleetOptions;
  const running = runFleet({
    ...options,
    onViolation: (identity, { why }) => say(`${identity}: ${why}`),
    onTrouble: (identity, error) => say(`${identity}: ${String(error)}`),
  });
  say(`${running.stations.length} stations are running`);
  onShutdown(() => running.stop(), { name: "the fleet" });
}

async function interactive(options: Parameters<typeof createStation>[0], isQuiet: boolean): Promise<undefined> {
  const station = createStation(options);
  onShutdown(() => station.close(), { name: "the station" });
  if (!isQuiet) printFrames(station, say);
  station.onViolation(({ why }) => say(`!! ${why}`));
  say(`${station.identity} is connecting; "help" lists what can be done to it`);
  const lines = createInterface({ input: process.stdin });
  lines.on("line", async (line) => {
    if (line.trim() === "quit") return void shutdown(log).then(() => process.exit(0));
    say(await obey(station, line));
  });
  await station.start();
}

main().then(
  (code) => {
    if (code !== undefined) process.exit(code);
  },
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
