import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../scripts/ports.mjs";
import { start as startPostgres } from "../../scripts/postgres.mjs";
import { root } from "../../scripts/root.mjs";
import { endGroup } from "../../scripts/service.mjs";
import { serviceFlags } from "../../scripts/service-flags.mjs";
import { surroundings } from "../../scripts/settings.mjs";
import { findChromium, installSystemParts } from "../../scripts/system-parts.mjs";
import { startProduct } from "../../scripts/test-product.mjs";
import { harmingEnv, mountDisks } from "./harm.mjs";
import { keepRedis } from "./keep-redis.mjs";
import { isOption, measures } from "./measures.mjs";

const usage = `npm run load -w e2e -- MEASURE [--option=value]

${Object.entries(measures)
  .map(([name, { call, what }]) => `${name.padEnd(16)} ${call.padEnd(40)} ${what}`)
  .join("\n")}

Everything runs here, on loopback, with data of its own. The numbers are also written to e2e/load/results.`;

const [measure, ...options] = process.argv.slice(2);
if (!Object.hasOwn(measures, measure ?? "") || !options.every((option) => isOption(measure, option))) {
  process.stdout.write(`${usage}\n`);
  process.exit(measure === undefined || measure === "--help" ? 0 : 2);
}

const folder = mkdtempSync(join(tmpdir(), "stationmaster-load-"));
// Postgres, which does not run as root, must get through to its files below.
chmodSync(folder, 0o711);
const cleanups = [() => rmSync(folder, { recursive: true, force: true })];
let ending;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => end(130));

main().then(end, (error) => {
  process.stderr.write(`${error.message}\n`);
  return end(1);
});

async function main() {
  bundle();
  const facts = {
    LOAD_RESULTS: process.env.LOAD_RESULTS ?? join(root, "e2e", "load", "results"),
    LOAD_SERVER_FLAGS: serviceFlags.join(" "),
  };
  const measureIn = {
    ...{ server: measureServer, product: measureProduct, redis: measureOnRedis },
    ...{ harmed: measureHarmed, portal: measurePortal },
  };
  return measureIn[measures[measure].needs](facts);
}

/** The measure and its generator are TypeScript that imports this repository's packages, as the services do. */
function bundle() {
  build("@stationmaster/schemas");
  runToEnd([join(root, "scripts", "build-service.mjs")], { cwd: join(root, "e2e") });
}

async function measureServer(facts) {
  build("@stationmaster/ocpp-server", "@stationmaster/db", "@stationmaster/jobs");
  const dataDir = join(folder, "data");
  // As in production: what is committed has reached the disk.
  const postgres = await startPostgres({ dataDir, durable: true });
  cleanups.push(postgres.stop);
  const [portal, ocpp, worker] = [await freePort(), await freePort(), await freePort()];
  const ports = { PORTAL_PORT: portal, OCPP_PORT: ocpp, WORKER_PORT: worker };
  const env = { ...surroundings({ dataDir, ports, databaseUrl: postgres.url }), REDIS_URL: "", LOG_LEVEL: "warn" };
  runToEnd([join(root, "db", "dist", "migrate.js")], { env });
  runToEnd([join(root, "packages", "jobs", "dist", "migrate.js")], { env });
  return runMeasure({ ...env, ...facts, LOAD_POSTGRES_PID: String(postgres.pid) });
}

async function measureProduct(facts) {
  const product = await startProduct(join(folder, "data"), ["--no-demo"]);
  cleanups.push(product.stop);
  return runMeasure({ ...process.env, ...product.env, ...facts });
}

async function measureOnRedis(facts) {
  installSystemParts((text) => process.stdout.write(`${text}\n`), { withBrowser: false });
  const dataDir = join(folder, "data");
  mkdirSync(dataDir, { mode: 0o711 });
  const redis = await keepRedis(join(dataDir, "redis.pid"));
  if (!redis) throw new Error("This measure needs redis-server");
  cleanups.push(redis.stop);
  const product = await startProduct(dataDir, ["--no-demo"], { REDIS_URL: redis.url });
  cleanups.push(product.stop);
  return runMeasure({ ...process.env, ...product.env, ...facts, REDIS_URL: redis.url });
}

async function measureHarmed(facts) {
  const dataDir = join(folder, "data");
  const clockFile = join(folder, "clock");
  const mounted = mountDisks(dataDir);
  if (mounted) cleanups.push(mounted.unmount);
  const product = await startProduct(dataDir, ["--no-demo"], harmingEnv(clockFile));
  cleanups.push(product.stop);
  const { data = "", files = "" } = mounted?.disks ?? {};
  const harmed = { LOAD_CLOCK_FILE: clockFile, LOAD_DISK_DATA: data, LOAD_DISK_FILES: files };
  return runMeasure({ ...process.env, ...product.env, ...facts, ...harmed });
}

async function measurePortal(facts) {
  installSystemParts((text) => process.stdout.write(`${text}\n`), { withBrowser: true });
  const began = Date.now();
  build("--force", "@stationmaster/portal");
  const buildSeconds = (Date.now() - began) / 1000;
  const product = await startProduct(join(folder, "data"));
  cleanups.push(product.stop);
  return runMeasure({
    ...process.env,
    ...product.env,
    ...facts,
    LOAD_BUILD_SECONDS: String(buildSeconds),
    CHROMIUM_PATH: findChromium() ?? "",
  });
}

function build(...wanted) {
  const filters = wanted.filter((one) => !one.startsWith("--")).map((one) => `--filter=${one}`);
  const flags = wanted.filter((one) => one.startsWith("--"));
  const turbo = join(root, "node_modules", "turbo", "bin", "turbo");
  const env = { ...process.env, NODE_ENV: "production", TURBO_TELEMETRY_DISABLED: "1", NEXT_TELEMETRY_DISABLED: "1" };
  runToEnd([turbo, "run", "build", "--output-logs=errors-only", ...flags, ...filters], { env });
}

function runToEnd(args, { cwd = root, env = process.env } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")} failed:\n${stdout}${stderr}`);
}

function runMeasure(env) {
  const child = spawn(
    process.execPath,
    ["--enable-source-maps", join(root, "e2e", "dist", "load.js"), measure, ...options],
    {
      cwd: root,
      env,
      stdio: ["ignore", "inherit", "inherit"],
      detached: true,
    },
  );
  cleanups.push(() => endGroup(child.pid));
  return new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)));
}

function end(code) {
  ending ??= (async () => {
    for (let clean = cleanups.pop(); clean; clean = cleanups.pop()) await clean();
    process.exit(code);
  })();
  return ending;
}
