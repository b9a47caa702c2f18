import { setTimeout as sleep } from "node:timers/promises";
import type { HarmedProduct, Size, Tried } from "./faults";
import { faultyLines, type LineFault } from "./faulty-lines";
import { underLoad } from "./under-load";

/** About as often does something happen to the line of each station. */
const struckEveryMs = 5_000;
const answerWithinMs = 3_000;
/** Longer than the server pings in vain. */
const fallMs = 8_000;

/** Lines that are cut, half-open, dumb or broken off in mid-frame, and at last all of them at once. */
export async function tryLines(product: HarmedProduct, { stations, seconds }: Size): Promise<Tried> {
  const lines = await faultyLines(new URL(product.ocppUrl));
  const struck: Partial<Record<LineFault, number>> = {};
  const closes = () => closesBy(product.ocppUrl);
  const before = await closes();
  let fallen = 0;
  const strike = (wanted?: LineFault) => {
    const fault = lines.strike(wanted);
    if (fault) struck[fault] = (struck[fault] ?? 0) + 1;
  };
  try {
    const habits = { answerWithinMs, restMs: 50 };
    const harmed = { ...product, ocppUrl: lines.url };
    const load = await underLoad(harmed, { name: "lines", stations, habits }, async () => {
      // One of them for certain, however short the round.
      strike("half-open");
      for (const endsAt = performance.now() + seconds * 1_000; performance.now() < endsAt; ) {
        await sleep((Math.random() * 2 * struckEveryMs) / stations);
        strike();
      }
      // Whose line died without a word comes again by itself, while it can.
      await sleep(answerWithinMs);
      fallen = await lines.fall(fallMs);
      await sleep(answerWithinMs);
    });
    const after = await closes();
    const ended = (why: string) => (after[why] ?? 0) - (before[why] ?? 0);
    const what = `${Object.entries(struck)
      .map(([fault, times]) => `${fault} ${times}`)
      .join(", ")}, then all ${fallen} dead at once`;
    return {
      load,
      meanwhile: "lines are cut, half-open, dumb or broken off in mid-frame",
      what,
      promises: [
        {
          promise: "A line that died without a word is noticed by the server",
          figure: `${fallen} died at once; ${ended("dead")} ended by the server as dead, ${ended("replaced")} as replaced`,
          isHeld: ended("dead") >= fallen && ended("replaced") > 0,
        },
      ],
      facts: { struck, fallen, before, after },
    };
  } finally {
    lines.close();
  }
}

/** How many connections the server has ended, by why. */
async function closesBy(ocppUrl: string): Promise<Record<string, number>> {
  const text = await (await fetch(`${ocppUrl.replace(/^ws/, "http")}/metrics`)).text();
  const found = text.matchAll(/^stationmaster_ocpp_closes_total\{why="([^"]+)"\} (\d+)/gm);
  return Object.fromEntries([...found].map(([, why, times]) => [why!, Number(times)]));
}
