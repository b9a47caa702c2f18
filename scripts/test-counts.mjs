import { existsSync, readFileSync } from "node:fs";

/** The counts of a runner's report; a runner that failed without a failed test, or left no report, counts as one failure. */
export function readCounts(file, exitCode, countsOf) {
  const counts = existsSync(file) ? countsOf(JSON.parse(readFileSync(file, "utf8"))) : none;
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

export const sum = (all) =>
  all.reduce(
    (total, { passed, failed, skipped, failures = [] }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
      failures: [...total.failures, ...failures],
    }),
    none,
  );

/** What a report of vitest's counts, and names as failed. */
export const countsOfVitest = ({
  numPassedTests,
  numFailedTests,
  numPendingTests,
  numTodoTests,
  testResults = [],
}) => ({
  passed: numPassedTests,
  failed: numFailedTests,
  skipped: numPendingTests + numTodoTests,
  failures: testResults.flatMap(({ name: file, status, message, assertionResults = [] }) => {
    const failed = assertionResults.filter((one) => one.status === "failed");
    // A file that fell over before its tests has none that failed.
    if (failed.length === 0) return status === "failed" ? [told(file, "", message)] : [];
    return failed.map(({ fullName, failureMessages = [] }) => told(file, fullName, failureMessages.join("\n")));
  }),
});

/** What a report of Playwright's counts, and names as failed; one that passed at the second try is a failure. */
export const countsOfPlaywright = ({ stats: { expected, unexpected, flaky, skipped }, suites = [] }) => ({
  passed: expected,
  failed: unexpected + flaky,
  skipped,
  failures: specsIn(suites)
    .filter(({ tests = [] }) => tests.some(({ status }) => status === "unexpected" || status === "flaky"))
    .map(({ file, title, tests }) => {
      const errors = tests.flatMap(({ results = [] }) => results.flatMap((result) => result.error?.message ?? []));
      return told(file, title, errors.join("\n"));
    }),
});

export const specsIn = (suites = []) =>
  suites.flatMap(({ specs = [], suites: inner }) => [...specs, ...specsIn(inner)]);

const told = (file, title, message = "") => {
  const lines = message.split("\n").filter((line) => line.trim());
  return [`✗ ${[file, title].filter(Boolean).join(" › ")}`, ...lines.slice(0, 8).map((line) => `    ${line}`)].join(
    "\n",
  );
};

const none = { passed: 0, failed: 0, skipped: 0, failures: [] };
