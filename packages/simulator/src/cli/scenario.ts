import { createStation } from "../create-station";
import type { Arguments } from "./arguments";
import { printFrames } from "./print-frames";

/** One whole charging session in a moment: its clock begins in the past and ends now. */
export async function chargeScenario(given: Arguments, say: (line: string) => void): Promise<number> {
  const { speed: _, ...options } = given.station;
  const startAt = new Date(Date.now() - given.minutes * 60_000);
  const station = createStation({ ...options, startAt });
  if (!given.isQuiet) printFrames(station, say);
  try {
    await station.connect();
    const registration = await station.boot();
    if (registration !== "Accepted") throw new Error(`the boot was answered ${registration ?? "with an error"}`);
    await station.plugIn(1);
    const { outcome, idTokenInfo } = await station.authorize(given.token, { evseId: 1 });
    if (outcome !== "started") throw new Error(`the token was refused: ${idTokenInfo.status}`);
    const begin = station.evse(1).registerWh;
    await station.advance(given.minutes * 60);
    await station.authorize(given.token, { evseId: 1 });
    await station.unplug(1);
    say(`charged ${((station.evse(1).registerWh - begin) / 1000).toFixed(3)} kWh in ${given.minutes} minutes`);
    for (const { why } of station.violations) say(`!! ${why}`);
    return station.violations.length === 0 ? 0 : 1;
  } finally {
    await station.close();
  }
}
