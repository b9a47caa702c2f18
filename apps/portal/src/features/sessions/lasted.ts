import type { SessionRow } from "./session";

/** So far may the station's clock and ours lie apart. */
const toleranceSeconds = 60;

/** How long a session took by the station's clock; null where nobody knows, as after a clock that was set back. */
export function secondsOf(
  { startedAt, endedAt, active }: Pick<SessionRow, "startedAt" | "endedAt" | "active">,
  now: number,
): number | null {
  const end = endedAt?.getTime() ?? (active ? now : null);
  if (!startedAt || end === null) return null;
  const seconds = (end - startedAt.getTime()) / 1000;
  return seconds < -toleranceSeconds ? null : Math.max(0, seconds);
}
