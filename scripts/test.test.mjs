import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tinyCheckout } from "./tiny-checkout.mjs";

// The runner of all tests, with runners under it that report what a test here wants.
let tiny;
let temporary;

beforeAll(() => {
  tiny = tinyCheckout();
  temporary = mkdtempSync(join(tmpdir(), "stationmaster-test-test-"));
  chmodSync(temporary, 0o711);
  tiny.write("e2e/playwright.config.ts", "");
  tiny.write("node_modules/vitest/package.json", JSON.stringify({ type: "module" }));
  tiny.write(
    "node_modules/vitest/vitest.mjs",
    `import { writeFileSync } from "node:fs";
     console.log("vitest " + process.argv.slice(2).filter((one) => !one.startsWith("--")).join(" "));
     const file = process.argv.find((one) => one.startsWith("--outputFile.json=")).split("=")[1];
     if (process.env.NODE_TESTS) writeFileSync(file, process.env.NODE_TESTS);
     process.exit(Number(process.env.NODE_CODE ?? 0));`,
  );
  tiny.write("node_modules/@playwright/test/package.json", JSON.stringify({ type: "module" }));
  tiny.write(
    "node_modules/@playwright/test/cli.js",
    `import { writeFileSync } from "node:fs";
     console.log("playwright " + process.argv.slice(2).join(" "));
     const { PUBLIC_URL, CHROMIUM_PATH, BROWSER_TESTS, DATABASE_URL, PLAYWRIGHT_JSON_OUTPUT_FILE } = process.env;
     const isListing = process.argv.includes("--list");
     if (!isListing) {
       const product = await (await fetch(PUBLIC_URL)).json();
       console.log("product " + product.DATA_DIR + " " + (product.DATABASE_URL !== DATABASE_URL) + " " + CHROMIUM_PATH);
     }
     writeFileSync(PLAYWRIGHT_JSON_OUTPUT_FILE, BROWSER_TESTS);`,
  );
  tiny.write("chromium", "#!/bin/sh\nexit 0\n");
  spawnSync("chmod", ["+x", join(tiny.path, "chromium")]);
});
afterAll(() => {
  tiny.remove();
  rmSync(temporary, { recursive: true, force: true });
});

const nodeTests = (passed, failed = 0, skipped = 0) =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped, numTodoTests: 0 });
const browserTests = (expected, unexpected = 0, flaky = 0) =>
  JSON.stringify({
    stats: { expected, unexpected, flaky, skipped: 0 },
    suites: [{ specs: [{}, {}], suites: [{ specs: [{}] }] }],
  });

function run(args, env) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["scripts/test.mjs", ...args], {
    cwd: tiny.path,
    env: {
      ...process.env,
      TMPDIR: temporary,
      CHROMIUM_PATH: join(tiny.path, "chromium"),
      DATABASE_URL: "postgres://x",
      ...env,
    },
    encoding: "utf8",
  });
  return { stdout, stderr, status, last: stdout.trimEnd().split("\n").at(-1) };
}

test("both kinds are run and summed in a line of its own; the product ran on data of its own and is gone", () => {
  const { stdout, stderr, status, last } = run([], { NODE_TESTS: nodeTests(10, 0, 2), BROWSER_TESTS: browserTests(3) });
  expect(stderr).toBe("");
  expect(last).toBe("13 passed, 0 failed, 2 skipped");
  expect(status).toBe(0);
  expect(stdout).toMatch(new RegExp(`product ${temporary}\\S+/data true ${tiny.path}/chromium`));
  expect(readdirSync(temporary).filter((name) => name.startsWith("stationmaster-test-run-"))).toEqual([]);
});

test.each([
  [
    "a failed test",
    { NODE_TESTS: nodeTests(10, 1), NODE_CODE: "1", BROWSER_TESTS: browserTests(3) },
    "13 passed, 1 failed, 0 skipped",
  ],
  [
    "a failed browser test",
    { NODE_TESTS: nodeTests(10), BROWSER_TESTS: browserTests(2, 1) },
    "12 passed, 1 failed, 0 skipped",
  ],
  [
    "one that passed at the second try",
    { NODE_TESTS: nodeTests(10), BROWSER_TESTS: browserTests(2, 0, 1) },
    "12 passed, 1 failed, 0 skipped",
  ],
  [
    "a runner that failed without a failed test",
    { NODE_TESTS: nodeTests(10), NODE_CODE: "1", BROWSER_TESTS: browserTests(3) },
    "13 passed, 1 failed, 0 skipped",
  ],
  ["a runner that left no report", { NODE_CODE: "1", BROWSER_TESTS: browserTests(3) }, "3 passed, 1 failed, 0 skipped"],
])("%s fails the whole", (_, env, last) => {
  expect(run([], env)).toMatchObject({ status: 1, last });
});

test("what failed is named once more at the end, with what was wrong", () => {
  const node = {
    ...JSON.parse(nodeTests(1, 1)),
    testResults: [
      {
        name: "a.test.ts",
        status: "failed",
        assertionResults: [
          { status: "passed", fullName: "stays" },
          { status: "failed", fullName: "breaks", failureMessages: ["Error: it broke\n    at a.test.ts:3"] },
        ],
      },
      { name: "b.test.ts", status: "failed", message: "Cannot be read", assertionResults: [] },
    ],
  };
  const specs = [
    { file: "c.spec.ts", title: "clicks", tests: [{ status: "flaky", results: [{ error: { message: "Late" } }] }] },
  ];
  const browser = { ...JSON.parse(browserTests(1, 0, 1)), suites: [{ suites: [{ specs }] }] };
  const { stdout } = run([], {
    NODE_TESTS: JSON.stringify(node),
    NODE_CODE: "1",
    BROWSER_TESTS: JSON.stringify(browser),
  });
  expect(stdout.slice(stdout.indexOf("✗"))).toBe(`✗ a.test.ts › breaks
    Error: it broke
        at a.test.ts:3

✗ b.test.ts
    Cannot be read

✗ c.spec.ts › clicks
    Late

2 passed, 2 failed, 0 skipped
`);
});

test("left out, the browser tests count as skipped", () => {
  const env = { NODE_TESTS: nodeTests(10), BROWSER_TESTS: browserTests(0), CHROMIUM_PATH: "" };
  expect(run(["--no-browser"], env)).toMatchObject({ status: 0, last: "10 passed, 0 failed, 3 skipped" });
});

test("filters go to the runner that knows their paths, and only that one runs", () => {
  const one = run(["packages/ocpp"], { NODE_TESTS: nodeTests(4) });
  expect(one).toMatchObject({ status: 0, last: "4 passed, 0 failed, 0 skipped" });
  expect(one.stdout).toContain("vitest run packages/ocpp\n");
  expect(one.stdout).not.toContain("playwright");
  const other = run(["e2e/reservation.spec.ts"], { BROWSER_TESTS: browserTests(1) });
  expect(other).toMatchObject({ status: 0, last: "1 passed, 0 failed, 0 skipped" });
  expect(other.stdout).toMatch(/playwright test .* reservation\.spec\.ts/);
  expect(other.stdout).not.toContain("vitest");
});

test("nothing that passed is no success; an unknown argument is refused", () => {
  expect(run(["packages/none"], { NODE_TESTS: nodeTests(0) })).toMatchObject({ status: 1 });
  expect(run(["--brwoser"], {})).toMatchObject({ status: 2, stderr: expect.stringContaining("Unknown argument") });
});
