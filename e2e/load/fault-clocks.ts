import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { HarmedProduct, Size, Tried } from "./faults";
import { underLoad } from "./under-load";

const hourMs = 3_600_000;
const yearMs = 365 * 24 * hourMs;
/** How far the clocks of the services are ahead, one after the other. Postgres keeps the machine's time. */
const serviceSteps = [hourMs, 0, -hourMs, 0];
const stationSteps = [hourMs, -hourMs, 5 * hourMs, yearMs, -3 * yearMs, 10 * yearMs, 0];

/** The clock of a station jumps in mid-session, that of all services is set an hour ahead and back, and an hour back and ahead. */
export async function tryClocks(product: HarmedProduct, { stations, seconds }: Size): Promise<Tried> {
  let stationJumps = 0;
  let aheadMs = 0;
  const now = () => {
    // Every tenth event is told by a clock that was set since the last.
    if (Math.random() < 0.1) {
      aheadMs = stationSteps[Math.floor(Math.random() * stationSteps.length)]!;
      stationJumps += 1;
    }
    return new Date(Date.now() + aheadMs);
  };
  const setServices = (ms: number) => writeFileSync(product.clockFile, String(ms));
  let load: Tried["load"];
  try {
    load = await underLoad(product, { name: "clocks", stations, habits: { restMs: 50, now } }, async () => {
      for (const step of serviceSteps) {
        await sleep((seconds * 1_000) / serviceSteps.length);
        setServices(step);
      }
      await sleep((seconds * 1_000) / serviceSteps.length);
    });
  } finally {
    setServices(0);
  }
  const cutLines = load.stations.reduce((sum, station) => sum + station.reconnects, 0);
  return {
    load,
    meanwhile: "clocks jump",
    what: `clocks of stations jumped ${stationJumps} times by up to ten years, those of the services ${serviceSteps.length} times by an hour`,
    promises: [
      {
        promise: "No line is cut because a clock jumps",
        figure: `${cutLines} of ${load.stations.length} stations lost theirs`,
        isHeld: cutLines === 0,
      },
    ],
    facts: { stationJumps, serviceSteps },
  };
}
