import { spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { answers, freePort } from "./ports.mjs";
import { account, giveToPostgres } from "./postgres-account.mjs";
import { findBinaries } from "./postgres-binaries.mjs";
import { openHome } from "./postgres-home.mjs";
import { commandOf, isRunning, until } from "./processes.mjs";

const owner = "stationmaster";
const database = "stationmaster";

const settings = {
  shared_buffers: "256MB",
  max_connections: 200,
  wal_compression: "on",
  max_wal_size: "2GB",
  min_wal_size: "160MB",
  checkpoint_timeout: "10min",
  random_page_cost: 1.1,
  // Statistics of young tables while they are young: without them the first plans take whatever index comes first.
  autovacuum_naptime: "10s",
  jit: "off",
  log_min_messages: "warning",
  log_line_prefix: "%m [%p] ",
  // Only loopback over TCP: a socket file's path may be longer than the 107 bytes that the system takes.
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
};

// What a crash may cost is nothing to a cluster that a test run throws away.
const throwAway = { fsync: "off", full_page_writes: "off", synchronous_commit: "off", max_wal_size: "1GB" };

/**
 * Starts the embedded Postgres of `dataDir`, made at the first call; one left behind by a killed launcher is taken over.
 * @returns {Promise<{url: string, port: number, pid: number, exited: Promise<void>, stop(): Promise<void>}>}
 */
export async function start({ dataDir, port, durable = true }) {
  const native = findBinaries();
  const home = openHome(dataDir);
  if (!existsSync(join(home.cluster, "PG_VERSION"))) initialise(native, home);
  const left = postmasterOf(home.cluster);
  if (left && !left.isOurs) rmSync(join(home.cluster, "postmaster.pid"));
  const running = left?.isOurs ? await takeOver(home, left.pid) : await launch(native, home, { port, durable });
  home.remember(running.port);
  return {
    ...running,
    url: `postgres://${owner}:${encodeURIComponent(home.password)}@127.0.0.1:${running.port}/${database}`,
    stop: () => stop(running.pid),
  };
}

function initialise(native, { cluster, folder, password }) {
  const fresh = join(folder, `postgres.new-${process.pid}`);
  const passwordFile = join(folder, `password-${process.pid}`);
  rmSync(fresh, { recursive: true, force: true });
  // One that an earlier attempt left half made is of no use to anybody.
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(fresh);
  giveToPostgres(fresh);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveToPostgres(passwordFile, 0o600);
  try {
    run(native, "initdb", [
      ...["-D", fresh, "-U", owner, "--pwfile", passwordFile, "--auth=scram-sha-256"],
      ...["-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "--no-instructions"],
    ]);
    run(native, "postgres", ["--single", "-D", fresh, "postgres"], `CREATE DATABASE ${database}\n`);
    renameSync(fresh, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

function run(native, program, args, input = "") {
  const { status, error, stderr, stdout } = spawnSync(join(native, "bin", program), args, {
    ...account,
    ...surroundings,
    input,
    encoding: "utf8",
  });
  if (error || status !== 0) throw new Error(`${program} failed: ${error?.message ?? `${stderr}${stdout}`.trim()}`);
}

// The time zone and language of who starts it must not change what the database answers.
const surroundings = { cwd: "/", env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" } };

async function launch(native, home, { port: wanted, durable }) {
  const givenUpAt = Date.now() + 30_000;
  for (;;) {
    const port = wanted ?? (await freePort(home.port));
    const began = logSize(home.log);
    const child = spawnServer(native, home, port, durable);
    let exited = false;
    const end = new Promise((resolve) => child.once("exit", resolve)).then(() => {
      exited = true;
    });
    await until(() => exited || isReady(home.cluster, child.pid), { withinMs: 60_000, what: "Postgres to be ready" });
    if (!exited) return { port, pid: child.pid, exited: end };

    const said = readFileSync(home.log, "utf8").slice(began).trim();
    // Another took the port meanwhile, or the children of a killed server are still on their way out.
    const passes =
      /could not bind|pre-existing shared memory block/.test(said) && !(wanted && /could not bind/.test(said));
    if (!passes || Date.now() > givenUpAt) throw new Error(`Postgres does not start:\n${said}`);
    home.port = undefined;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function spawnServer(native, { cluster, log }, port, durable) {
  if (logSize(log) > 10_000_000) rmSync(log);
  const output = openSync(log, "a", 0o600);
  const all = { ...settings, ...(durable ? {} : throwAway), port };
  const args = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  try {
    return spawn(join(native, "bin", "postgres"), ["-D", cluster, ...args], {
      ...account,
      ...surroundings,
      stdio: ["ignore", output, output],
      // A group of its own: Ctrl-C must reach the services first, and Postgres only when they are done.
      detached: true,
    });
  } finally {
    closeSync(output);
  }
}

const logSize = (log) => (existsSync(log) ? statSync(log).size : 0);

function postmasterOf(cluster) {
  const lines = readPidFile(cluster);
  if (!lines) return undefined;
  const pid = Number(lines[0]);
  // After a crash the number may have gone to somebody else.
  return { pid, isOurs: isRunning(pid) && /postgres/.test(commandOf(pid)) && commandOf(pid).includes(cluster) };
}

function readPidFile(cluster) {
  try {
    return readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch (error) {
    // It may go while we look.
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

const isReady = (cluster, pid) => {
  const lines = readPidFile(cluster);
  return Number(lines?.[0]) === pid && lines?.[7]?.trim() === "ready";
};

async function takeOver({ cluster }, pid) {
  await until(() => isReady(cluster, pid), { withinMs: 60_000, what: "the running Postgres to be ready" });
  const port = Number(readPidFile(cluster)?.[3]);
  if (!(await answers(port))) throw new Error(`The Postgres that runs already (${pid}) does not answer on ${port}.`);
  return { port, pid, exited: until(() => !isRunning(pid), { everyMs: 500, withinMs: Number.POSITIVE_INFINITY }) };
}

async function stop(pid) {
  // INT closes the sessions and writes a checkpoint; QUIT leaves the log to be replayed.
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"]) {
    if (!isRunning(pid)) return;
    process.kill(pid, signal);
    const gone = await until(() => !isRunning(pid), { withinMs: 15_000 }).catch(() => "still there");
    if (gone !== "still there") return;
  }
}
