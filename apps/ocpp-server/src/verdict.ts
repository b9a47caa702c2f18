import { codeOf } from "@stationmaster/runtime";

export { codeOf, factsOf } from "@stationmaster/runtime";

/** Beyond what a driver names: SQLSTATE classes of a database that is away, full or restarting (PostgreSQL, appendix A). */
const awayStates = /^(08|53|57P|58|40001|40P01|55P03|25006)/;
const awayCodes = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** `away`: try the same again later. `race`: try the same again now. `bad`: it will never be taken. */
export type Verdict = "away" | "race" | "bad";

export function verdictOf(error: unknown): Verdict {
  const code = codeOf(error);
  if (code === "23505") return "race";
  return awayStates.test(code) || awayCodes.has(code) ? "away" : "bad";
}
