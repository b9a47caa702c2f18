import { createHash, timingSafeEqual } from "node:crypto";

export interface Asker {
  remoteAddress: string | undefined;
  headers: Record<string, string | string[] | undefined>;
}

/** Metrics are for loopback or for who holds the platform key. */
export function mayReadMetrics({ remoteAddress, headers }: Asker, platformKey: string | undefined): boolean {
  const given = /^Bearer (.+)$/i.exec(String(headers.authorization ?? ""))?.[1];
  if (given !== undefined && platformKey) return sameSecret(given, platformKey);
  // Behind a proxy on the same machine everybody comes from loopback.
  if (headers["x-forwarded-for"] ?? headers.forwarded ?? headers["x-real-ip"]) return false;
  return isLoopback(remoteAddress);
}

const isLoopback = (address = "") => /^(::ffff:)?127\./.test(address) || address === "::1";

const digest = (text: string) => createHash("sha256").update(text).digest();

const sameSecret = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));
