import { setTimeout as sleep } from "node:timers/promises";
import type { LiveChange } from "@stationmaster/bus";
import { TRPCError } from "@trpc/server";
import { ending } from "./in-flight";
import { portalMetrics } from "./portal-metrics";
import type { Stores } from "./stores";

export type LiveBatch = { at: Date; changes: LiveChange[]; missed?: boolean };

const mostWaiting = 1_000;

/** Until then every process has heard that this tenant is looked at; what changed before is read anew on the first word. */
const heardWithinMs = 200;

/** The changes of one tenant as they come; `missed` when some were lost or were too many: read anew what is shown. */
export async function* liveChanges(
  stores: Stores,
  tenantId: string,
  asked: AbortSignal | undefined,
): AsyncGenerator<LiveBatch> {
  const signal = AbortSignal.any(asked ? [asked, ending] : [ending]);
  const { liveClients, liveMissed } = portalMetrics();
  await stores.inlet.ready;
  let waiting: LiveChange[] = [];
  let missed = false;
  let wake = () => {};
  const stop = stores.inlet.watch(
    tenantId,
    (changes) => {
      // A browser that does not read must not fill our memory.
      if (waiting.length + changes.length > mostWaiting) missed = true;
      else waiting.push(...changes);
      wake();
    },
    () => {
      missed = true;
      wake();
    },
  );
  const onAbort = () => wake();
  signal.addEventListener("abort", onAbort);
  liveClients.inc();
  try {
    await sleep(heardWithinMs);
    yield { at: new Date(), changes: [] };
    while (!signal.aborted) {
      if (waiting.length === 0 && !missed) await new Promise<void>((resolve) => (wake = resolve));
      if (signal.aborted) break;
      const batch: LiveBatch = missed ? { at: new Date(), changes: [], missed } : { at: new Date(), changes: waiting };
      if (missed) liveMissed.inc();
      waiting = [];
      missed = false;
      if (batch.missed || batch.changes.length > 0) yield batch;
    }
    // Were it simply over, the browser would believe that nothing more will come.
    if (ending.aborted) throw new TRPCError({ code: "SERVICE_UNAVAILABLE", message: "This process ends; come back." });
  } finally {
    liveClients.dec();
    signal.removeEventListener("abort", onAbort);
    stop();
  }
}
