/** Tells when the clock on the wall was set back: what was planned for a moment is that much further away now. */
export function watchClock(
  wentBack: (ms: number) => void,
  { everyMs = 5_000, toleranceMs = 1_000 }: { everyMs?: number; toleranceMs?: number } = {},
): () => void {
  let ahead = Date.now() - performance.now();
  const timer = setInterval(() => {
    const before = ahead;
    ahead = Date.now() - performance.now();
    if (before - ahead > toleranceMs) wentBack(before - ahead);
  }, everyMs).unref();
  return () => clearInterval(timer);
}
