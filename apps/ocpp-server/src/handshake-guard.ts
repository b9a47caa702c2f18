type Attempts = { failed: number; since: number; blockedUntil: number };

const mostPairs = 20_000;

/** Counts failed handshakes by address and station, so that a guesser is stopped and the station elsewhere is not. */
export function handshakeGuard({
  failedHandshakes,
  failedWithinMs,
}: {
  failedHandshakes: number;
  failedWithinMs: number;
}) {
  // In the order of last use, so the first is the one to forget when there are too many.
  const pairs = new Map<string, Attempts>();

  return {
    /** Seconds until the pair may try again; 0 when it may. */
    blockedForSeconds(pair: string, now: number): number {
      const blockedUntil = pairs.get(pair)?.blockedUntil ?? 0;
      return Math.max(0, Math.ceil((blockedUntil - now) / 1000));
    },

    failed(pair: string, now: number): void {
      const known = pairs.get(pair);
      const attempts = known && now - known.since < failedWithinMs ? known : { failed: 0, since: now, blockedUntil: 0 };
      attempts.failed += 1;
      if (attempts.failed >= failedHandshakes) attempts.blockedUntil = now + failedWithinMs;
      pairs.delete(pair);
      pairs.set(pair, attempts);
      if (pairs.size > mostPairs) pairs.delete(pairs.keys().next().value ?? "");
    },

    succeeded(pair: string): void {
      pairs.delete(pair);
    },
  };
}
