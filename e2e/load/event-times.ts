import { setTimeout as sleep } from "node:timers/promises";
import type { Place } from "./make-company";
import type { RawStation } from "./raw-station";
import { energyPerEventWh, eventRequest, eventsPerSession } from "./session-frames";

// Not as fast as they can: what is asked is whether sessions notice, not how many there may be.
const pauseMs = 100;

/** Each station charges on, its next event a moment after the last is answered; milliseconds to the answers. */
export async function eventTimes(lines: RawStation[], places: Place[], forMs: number): Promise<number[]> {
  const times: number[] = [];
  const until = performance.now() + forMs;
  await Promise.all(
    lines.map(async (line, index) => {
      for (let n = 0; performance.now() < until; n++) {
        const seqNo = n % eventsPerSession;
        const kind = seqNo === 0 ? "started" : seqNo === eventsPerSession - 1 ? "ended" : "updated";
        const transactionId = `${until}-${index}-${Math.floor(n / eventsPerSession)}`.slice(-36);
        const { idToken } = places[index]!;
        const began = performance.now();
        const request = eventRequest(kind, { transactionId, seqNo, registerWh: 1_000 + n * energyPerEventWh, idToken });
        await line.ask("TransactionEvent", request);
        times.push(performance.now() - began);
        await sleep(pauseMs);
      }
    }),
  );
  return times;
}
