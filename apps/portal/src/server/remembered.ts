import { oncePerProcess } from "@stationmaster/runtime";

type Kept = { until: number; value: Promise<unknown> };
const mostKept = 5_000;

/** What is dear to compute and may be a little old: made once for all who ask meanwhile. The key says what kind of value it is. */
export function remembered<T>(key: string, forMs: number, make: () => Promise<T>): Promise<T> {
  const kept = oncePerProcess("portal remembered", () => new Map<string, Kept>());
  const known = kept.get(key);
  if (known && known.until > performance.now()) return known.value as Promise<T>;
  if (kept.size >= mostKept) kept.clear();
  const value = make();
  kept.set(key, { until: performance.now() + forMs, value });
  value.catch(() => kept.delete(key));
  return value;
}
