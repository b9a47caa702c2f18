import { existsSync, readFileSync } from "node:fs";

/** The counts of a runner's report; a runner that failed without a failed test, or left no report, counts as one failure. */
export function readCounts(file, exitCode, countsOf) {
  const counts = existsSync(file) ? countsOf(JSON.parse(readFileSync(file, "utf8"))) : none;
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

export const sum = (all) =>
  all.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    none,
  );

const none = { passed: 0, failed: 0, skipped: 0 };
