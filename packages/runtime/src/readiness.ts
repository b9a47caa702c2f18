import { isShuttingDown } from "./shutdown";

/** What this process needs to serve, by name: `{ database: true, bus: false }`. */
export type Readiness = Record<string, boolean>;

export type SeenReady = { ready: boolean; draining?: true; checks: Readiness };

const usuallyWithinMs = 2_000;

/** Whether this process may take traffic, and what keeps it from that. */
export async function lookReady(
  ready: () => Readiness | Promise<Readiness>,
  withinMs = usuallyWithinMs,
): Promise<SeenReady> {
  const checks = await inTime(ready, withinMs);
  // A draining process must get no new traffic, whatever still works.
  const isReady = !isShuttingDown() && Object.values(checks).every(Boolean);
  return { ready: isReady, ...(isShuttingDown() ? { draining: true } : {}), checks };
}

async function inTime(ready: () => Readiness | Promise<Readiness>, withinMs: number): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Readiness>((resolve) => {
    timer = setTimeout(resolve, withinMs, { inTime: false });
  });
  const asked = Promise.resolve()
    .then(ready)
    .catch((): Readiness => ({ answered: false }));
  const checks = await Promise.race([asked, late]);
  clearTimeout(timer);
  return checks;
}
