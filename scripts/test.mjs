import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAll } from "./build.mjs";
import { installMissing } from "./install.mjs";
import { root } from "./root.mjs";
import { endGroup } from "./service.mjs";
import { findChromium, installSystemParts } from "./system-parts.mjs";
import { countsOfPlaywright, countsOfVitest, readCounts, specsIn, sum } from "./test-counts.mjs";
import { startProduct } from "./test-product.mjs";

const usage = `npm test                         everything
npm test -- packages/ocpp        tests whose path contains this; e2e/… names browser tests
npm test -- --no-browser         without the browser tests, which then count as skipped`;

const say = (text) => process.stdout.write(`${text}\n`);
const folder = mkdtempSync(join(tmpdir(), "stationmaster-test-run-"));
// Postgres, which does not run as root, must get through to its files below.
chmodSync(folder, 0o711);
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const cleanups = [];
let stopping = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, async () => {
    if (stopping) return;
    stopping = true;
    await cleanUp();
    process.exit(130);
  });
}

main()
  .catch((error) => {
    process.stderr.write(`\n${error.message}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  })
  .then(async ({ passed, failed, skipped, failures = [] }) => {
    if (stopping) return;
    await cleanUp();
    // Once more at the end, where who reads only that finds them.
    for (const failure of failures) say(`\n${failure}`);
    say(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
    process.exit(failed > 0 || passed === 0 ? 1 : 0);
  });

async function main() {
  const { browser, node, withBrowser } = readArguments(process.argv.slice(2));
  installMissing(say);
  installSystemParts(say, { withBrowser: withBrowser && browser !== undefined });
  say("building what changed");
  const building = buildAll();
  cleanups.push(building.stop);
  await building.done;

  const counts = [];
  if (node) counts.push(await runNodeTests(node));
  if (browser) counts.push(await runBrowserTests(browser, withBrowser));
  return sum(counts);
}

/** Which tests: all of both kinds, or by the filters given; undefined leaves a kind out. */
function readArguments(given) {
  if (given.includes("--help")) {
    say(usage);
    process.exit(0);
  }
  const filters = given.filter((argument) => !argument.startsWith("-"));
  const unknown = given.find((argument) => argument.startsWith("-") && argument !== "--no-browser");
  if (unknown) {
    process.stderr.write(`Unknown argument ${unknown}\n${usage}\n`);
    process.exit(2);
  }
  const isBrowser = (filter) => filter.startsWith("e2e") || filter.endsWith(".spec.ts");
  const pick = (some) => (filters.length === 0 || some.length > 0 ? some : undefined);
  return {
    browser: pick(filters.filter(isBrowser)),
    node: pick(filters.filter((filter) => !isBrowser(filter))),
    withBrowser: !given.includes("--no-browser"),
  };
}

async function runNodeTests(filters) {
  const file = join(folder, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await run("vitest/vitest.mjs", ["run", ...reporters, ...filters]);
  return readCounts(file, code, countsOfVitest);
}

async function runBrowserTests(filters, withBrowser) {
  const config = join(root, "e2e", "playwright.config.ts");
  if (!existsSync(config)) throw new Error("e2e/playwright.config.ts is missing: the browser tests cannot run");
  const file = join(folder, "playwright.json");
  const args = ["test", "-c", config, ...filters.map((filter) => filter.replace(/^e2e\/?/, "")).filter(Boolean)];
  const output = { PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const program = "@playwright/test/cli.js";
  if (!withBrowser) {
    await run(program, [...args, "--list", "--reporter=json"], output, "ignore");
    const { suites } = JSON.parse(readFileSync(file, "utf8"));
    return { passed: 0, failed: 0, skipped: specsIn(suites).length };
  }
  const chromium = findChromium();
  if (!chromium) throw new Error("The browser tests need chromium (see above); --no-browser leaves them out.");

  const product = await startProduct(join(folder, "data"));
  cleanups.push(product.stop);
  const env = { ...product.env, ...output, CHROMIUM_PATH: chromium };
  const code = await run(program, [...args, "--reporter=list,json"], env);
  const counts = readCounts(file, code, countsOfPlaywright);
  const trouble = await product.stop();
  if (counts.failed > 0 || trouble) say(`\nwhat the product said:\n${product.said()}`);
  if (!trouble) return counts;
  say(`the product did not stop cleanly: ${trouble}`);
  return { ...counts, failed: counts.failed + 1 };
}

function run(program, args, env = {}, stdout = "inherit") {
  const child = spawn(process.execPath, [join(root, "node_modules", program), ...args], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "test", ...env },
    stdio: ["ignore", stdout, "inherit"],
    detached: true,
  });
  cleanups.push(() => (child.exitCode === null && child.signalCode === null ? endGroup(child.pid) : undefined));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

async function cleanUp() {
  for (let clean = cleanups.pop(); clean; clean = cleanups.pop()) {
    try {
      await clean();
    } catch (error) {
      process.stderr.write(`${error.message}\n`);
    }
  }
}
