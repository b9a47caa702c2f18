import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { answers, freePort } from "./ports.mjs";
import { isRunning, until } from "./processes.mjs";
import { tinyCheckout } from "./tiny-checkout.mjs";

let tiny;
let checkout;
let ports;
const launchers = [];

beforeAll(() => {
  tiny = tinyCheckout();
  checkout = tiny.path;
});

afterEach(async () => {
  for (const launcher of launchers.splice(0)) await launcher.stop();
  rmSync(join(checkout, ".data"), { recursive: true, force: true });
});
afterAll(() => tiny.remove());

async function launch(args = [], env = {}) {
  ports ??= { PORTAL_PORT: await freePort(), OCPP_PORT: await freePort(), WORKER_PORT: await freePort() };
  const child = spawn(process.execPath, ["scripts/start.mjs", ...args], {
    cwd: checkout,
    env: { ...process.env, DATABASE_URL: "", ...ports, ...env },
  });
  const launcher = { child, said: "", code: undefined };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      launcher.said += text;
    });
  }
  const ended = new Promise((resolve) => child.once("close", resolve)).then((code) => {
    launcher.code = code;
  });
  const hears = (text) =>
    until(() => launcher.said.includes(text) || launcher.code !== undefined, { withinMs: 60_000 }).then(() =>
      expect(launcher.said).toContain(text),
    );
  const stop = async (signal = "SIGTERM") => {
    child.kill(signal);
    await ended;
  };
  launchers.push({ stop });
  return { launcher, hears, stop, ended };
}

const environmentOf = async (port) => (await fetch(`http://127.0.0.1:${port}/`)).json();
const pidOf = async (port) => Number(await (await fetch(`http://127.0.0.1:${port}/pid`)).text());
const postgresPid = () => Number(readFileSync(join(checkout, ".data/postgres/postmaster.pid"), "utf8").split("\n")[0]);
const kept = (name) => readFileSync(join(checkout, ".data/keys", name), "utf8").trim();

test("one command brings everything up, says where, and Ctrl-C leaves nothing behind", async () => {
  const { launcher, hears, stop } = await launch();
  await hears("Ctrl-C stops all of it");
  expect(launcher.said).toContain(`http://localhost:${ports.PORTAL_PORT}`);
  expect(launcher.said).toContain(`operator@northwind.example ${kept("demo-password")}`);
  await hears("fleet       | fleet is here");
  const portal = await environmentOf(ports.PORTAL_PORT);
  expect(portal).toMatchObject({
    NODE_ENV: "production",
    PLATFORM_API_KEY: kept("platform-api-key"),
    NEXTAUTH_SECRET: kept("nextauth-secret"),
    PUBLIC_OCPP_URL: `ws://localhost:${ports.OCPP_PORT}`,
    DATA_DIR: join(checkout, ".data"),
    FILE_STORE: `file:${join(checkout, ".data/files")}`,
  });
  expect(await environmentOf(ports.OCPP_PORT)).toMatchObject({ DATABASE_URL: portal.DATABASE_URL });
  for (const name of ["platform-api-key", "nextauth-secret", "demo-password"]) {
    expect(statSync(join(checkout, ".data/keys", name)).mode & 0o077).toBe(0);
  }
  const pids = [postgresPid(), ...(await Promise.all(Object.values(ports).map(pidOf)))];

  await stop("SIGINT");
  expect(launcher.code).toBe(0);
  expect(launcher.said).toContain("OCPP_PORT says goodbye");
  expect(pids.filter(isRunning)).toEqual([]);
  expect(existsSync(join(checkout, ".data/running.json"))).toBe(false);
});

test("a second start keeps the keys and the data, and --no-demo leaves out demo data and fleet", async () => {
  const first = await launch();
  await first.hears("Ctrl-C stops all of it");
  const [key, database] = [kept("platform-api-key"), (await environmentOf(ports.OCPP_PORT)).DATABASE_URL];
  await first.stop();
  const second = await launch(["--no-demo"]);
  await second.hears("Ctrl-C stops all of it");
  expect(kept("platform-api-key")).toBe(key);
  expect((await environmentOf(ports.OCPP_PORT)).DATABASE_URL).toBe(database);
  expect(second.launcher.said).toContain(`admin@stationmaster.example ${kept("demo-password")}`);
  expect(second.launcher.said).not.toContain("northwind");
  expect(second.launcher.said).not.toContain("fleet");
});

test("what a killed launcher left is ended or taken over by the next", async () => {
  const first = await launch();
  await first.hears("Ctrl-C stops all of it");
  const [portal, postgres] = [await pidOf(ports.PORTAL_PORT), postgresPid()];
  await first.stop("SIGKILL");
  expect(isRunning(portal) && isRunning(postgres)).toBe(true);
  const second = await launch();
  await second.hears("Ctrl-C stops all of it");
  expect(second.launcher.said).toContain("ending what an earlier start left");
  expect(isRunning(portal)).toBe(false);
  expect(postgresPid()).toBe(postgres);
  await second.stop();
  expect(isRunning(postgres)).toBe(false);
});

test("a service and Postgres that die are started again", async () => {
  const { hears } = await launch();
  await hears("Ctrl-C stops all of it");
  const [worker, postgres] = [await pidOf(ports.WORKER_PORT), postgresPid()];
  await fetch(`http://127.0.0.1:${ports.WORKER_PORT}/die`).catch(() => undefined);
  await hears("worker ended (code 3)");
  await until(async () => (await pidOf(ports.WORKER_PORT).catch(() => worker)) !== worker, { withinMs: 20_000 });
  process.kill(postgres, "SIGKILL");
  await hears("Postgres ended and is started again");
  const { port } = new URL((await environmentOf(ports.OCPP_PORT)).DATABASE_URL);
  await until(() => answers(Number(port)), { withinMs: 20_000 });
});

test("what cannot be written down yet, on a full disk say, ends nothing and is written down later", async () => {
  const { hears } = await launch();
  await hears("Ctrl-C stops all of it");
  // No file can be written where there is a folder.
  const inTheWay = join(checkout, ".data/running.json.new");
  mkdirSync(inTheWay);
  await fetch(`http://127.0.0.1:${ports.WORKER_PORT}/die`).catch(() => undefined);
  await hears("worker ended (code 3)");
  await until(() => answers(Number(ports.WORKER_PORT)), { withinMs: 20_000 });
  const pid = await pidOf(ports.WORKER_PORT);
  const pids = () =>
    JSON.parse(readFileSync(join(checkout, ".data/running.json"), "utf8")).services.map((service) => service.pid);
  expect(pids()).not.toContain(pid);
  rmSync(inTheWay, { recursive: true });
  await until(() => pids().includes(pid), { withinMs: 20_000 });
});

test("a Postgres that cannot come back yet is tried until it can, and the services live on", async () => {
  const { hears } = await launch();
  await hears("Ctrl-C stops all of it");
  const { port } = new URL((await environmentOf(ports.OCPP_PORT)).DATABASE_URL);
  const worker = await pidOf(ports.WORKER_PORT);
  const control = join(checkout, ".data/postgres/global/pg_control");
  renameSync(control, `${control}.away`);
  process.kill(postgresPid(), "SIGKILL");
  await hears("Postgres is tried again in");
  renameSync(`${control}.away`, control);
  await until(() => answers(Number(port)), { withinMs: 30_000 });
  expect(await pidOf(ports.WORKER_PORT)).toBe(worker);
});

test("a second one on the same data, and one on a taken port, are refused with the way out", async () => {
  const first = await launch();
  await first.hears("Ctrl-C stops all of it");
  const same = await launch();
  await same.ended;
  expect(same.launcher).toMatchObject({ code: 1, said: expect.stringContaining("another DATA_DIR") });
  const elsewhere = await launch([], { DATA_DIR: join(checkout, ".data/other") });
  await elsewhere.ended;
  expect(elsewhere.launcher).toMatchObject({
    code: 1,
    said: expect.stringContaining(`PORTAL_PORT=${ports.PORTAL_PORT}`),
  });
  // Neither took anything from the one that runs.
  expect(await pidOf(ports.PORTAL_PORT)).toBeGreaterThan(0);
});

test("stopped while it is starting, it leaves nothing behind either", async () => {
  const { launcher, hears, stop } = await launch();
  await hears("building what changed");
  await stop();
  expect(launcher.said).not.toContain("Ctrl-C stops all of it");
  const pidFile = join(checkout, ".data/postgres/postmaster.pid");
  expect(existsSync(pidFile)).toBe(false);
});

test("a service that cannot run ends the start, with its own words and nothing left", async () => {
  const worker = join(checkout, "apps/worker/dist/main.js");
  const sound = readFileSync(worker, "utf8");
  writeFileSync(worker, 'throw new Error("no worker today")');
  try {
    const { launcher, ended } = await launch();
    await ended;
    expect(launcher.code).toBe(1);
    expect(launcher.said).toContain("no worker today");
    expect(launcher.said).toContain("before it was ready");
    for (const port of Object.values(ports)) expect(await answers(port)).toBe(false);
  } finally {
    writeFileSync(worker, sound);
  }
});

test.each([
  [["--nodemo"], {}, "Unknown argument --nodemo"],
  [[], { OCPP_PORT: "http" }, "OCPP_PORT is no port: http"],
])("%j with %j is refused", async (args, env, words) => {
  const { launcher, ended } = await launch(args, env);
  await ended;
  expect(launcher).toMatchObject({ code: 1, said: expect.stringContaining(words) });
});
