import type { Logger } from "pino";

type Patience = { slowMs?: number; perMinute?: number };

/**
 * Says who was slow. A metric with a label per tenant would grow without end; a line names tenant and station.
 * So many a minute and no more, since with a slow database everybody is slow: the next minute tells how many were left out.
 */
export function slowLog(log: () => Pick<Logger, "warn">, { slowMs = 1_000, perMinute = 60 }: Patience = {}) {
  let endsAt = 0;
  let told = 0;
  let leftOut = 0;

  return (ms: number, sentence: string, facts: Record<string, unknown>): void => {
    if (ms < slowMs) return;
    const now = performance.now();
    if (now >= endsAt) {
      if (leftOut > 0) log().warn({ leftOut }, "slow ones that were not told");
      [endsAt, told, leftOut] = [now + 60_000, 0, 0];
    }
    if (++told > perMinute) leftOut++;
    else log().warn({ ...facts, ms: Math.round(ms) }, sentence);
  };
}
