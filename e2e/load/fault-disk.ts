import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { HarmedProduct, NotTried, Size, Tried } from "./faults";
import { postgresLog } from "./kill";
import { smallDisk } from "./small-disk";
import { type Load, underLoad } from "./under-load";

/** Longer than a job is tried when it is the job's own fault. */
const filesFullMs = 8_000;
/** Longer than the server insists on an event before it closes the line. */
const dataFullMs = 20_000;
const backWithinMs = 60_000;
/** What is left to Postgres, so that it meets the end while it works. */
const leftBytes = 256 * 1024;

/** First the disk of the reports is full, then the one of Postgres; both are freed again while stations go on. */
export async function tryDisk(product: HarmedProduct, { stations }: Size): Promise<Tried | NotTried> {
  const meanwhile = "disks are full";
  if (!product.disks) return { meanwhile, notTried: "as file systems may not be mounted here" };
  const [files, data] = [smallDisk(product.disks.files), smallDisk(product.disks.data)];
  const complaints = () => readFileSync(postgresLog(product.dataDir), "utf8");
  const saidBefore = complaints().length;
  const during = { acked: 0, backMs: Number.NaN };
  let load: Load;
  try {
    load = await underLoad(product, { name: "disk", stations, habits: { restMs: 50 } }, async (all) => {
      await sleep(2_000);
      await files.fill();
      await sleep(filesFullMs);
      await files.free();
      const acked = () => all.stations.flatMap(({ sessions }) => sessions).reduce((sum, { events }) => sum + events, 0);
      const before = acked();
      await data.fill(leftBytes);
      await sleep(dataFullMs);
      during.acked = acked() - before;
      await data.free();
      const freedAt = performance.now();
      const since = acked();
      while (acked() < since + stations && performance.now() - freedAt < backWithinMs) await sleep(50);
      during.backMs = performance.now() - freedAt;
      await sleep(2_000);
    });
  } finally {
    await files.free();
    await data.free();
  }
  const said = complaints().slice(saidBefore);
  const times = (words: RegExp) => said.match(words)?.length ?? 0;
  const panics = times(/PANIC: /g);
  const refusals = times(/No space left on device/g);
  return {
    load,
    meanwhile,
    what: `the disk of the reports full for ${filesFullMs / 1000} s, that of Postgres for ${dataFullMs / 1000} s`,
    promises: [
      {
        promise: "A full disk is met, and left behind without help once there is room",
        figure: `Postgres found no space ${refusals} times and panicked ${panics} times; stations were answered again ${(during.backMs / 1000).toFixed(1)} s after there was room`,
        isHeld: refusals > 0 && during.backMs < backWithinMs,
      },
    ],
    facts: { ...during, panics, refusals },
  };
}
