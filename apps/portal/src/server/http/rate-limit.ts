import { createHash } from "node:crypto";
import { oncePerProcess } from "@stationmaster/runtime";

type Bucket = { tokens: number; at: number };
export type Rate = { perSecond: number; burst: number };

const mostBuckets = 20_000;
const buckets = () => oncePerProcess("portal api buckets", () => new Map<string, Bucket>());

/** Takes one of a key's tokens; 0, or the seconds until there is one again. */
export function takeToken(key: string, { perSecond, burst }: Rate, now = performance.now()): number {
  const all = buckets();
  const id = createHash("sha256").update(key).digest("base64url");
  const bucket = all.get(id) ?? { tokens: burst, at: now };
  const tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
  const taken = tokens >= 1;
  // Put back at the end: the one not used for longest goes first when there are too many.
  all.delete(id);
  all.set(id, { tokens: taken ? tokens - 1 : tokens, at: now });
  for (const oldest of all.keys()) {
    if (all.size <= mostBuckets) break;
    all.delete(oldest);
  }
  return taken ? 0 : (1 - tokens) / perSecond;
}
