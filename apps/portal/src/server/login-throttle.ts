import { oncePerProcess } from "@stationmaster/runtime";

type Tries = { failed: number; until: number };

const windowMs = 5 * 60_000;
const perPair = 10;
/** From all addresses together; high, as it is also how a stranger could keep somebody out. */
const perEmail = 100;
const mostRemembered = 50_000;

const tries = () => oncePerProcess("portal login tries", () => new Map<string, Tries>());

/** Ten wrong passwords in five minutes for one e-mail from one address, and that pair waits. */
export const mayTry = (email: string, address: string, now = performance.now()): boolean =>
  failed(`${email} ${address}`, now) < perPair && failed(email, now) < perEmail;

export function noteFailure(email: string, address: string, now = performance.now()): void {
  for (const key of [`${email} ${address}`, email]) count(key, now);
}

export function noteSuccess(email: string, address: string): void {
  for (const key of [`${email} ${address}`, email]) tries().delete(key);
}

function failed(key: string, now: number): number {
  const known = tries().get(key);
  return known && known.until > now ? known.failed : 0;
}

function count(key: string, now: number): void {
  const all = tries();
  const before = failed(key, now);
  const until = before > 0 ? all.get(key)!.until : now + windowMs;
  // The oldest go first, so that a flood of invented names cannot fill the memory.
  all.delete(key);
  all.set(key, { failed: before + 1, until });
  for (const oldest of all.keys()) {
    if (all.size <= mostRemembered) break;
    all.delete(oldest);
  }
}
