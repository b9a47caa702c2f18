import { codeOf } from "./facts-of-error";

/** SQLSTATE classes of a database that is away, full or restarting (PostgreSQL, appendix A). */
const awayStates = /^(08|53|57P|58|40001|40P01|55P03|25006)/;
/** What drivers and the system say of the same; ENOSPC and EDQUOT: a disk that is full today. */
const awayCodes = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EDQUOT",
  "ENOENT",
  "ENOSPC",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** Whether the same may well succeed later: nothing is wrong with what was asked, only with what it needs. */
export function isAway(error: unknown): boolean {
  const code = codeOf(error);
  return awayStates.test(code) || awayCodes.has(code);
}
