import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterEach, expect, test } from "vitest";
import { freePort } from "./ports.mjs";
import { start } from "./postgres.mjs";
import { isRoot } from "./postgres-account.mjs";
import { isRunning, until } from "./processes.mjs";

const folders = [];
const started = [];
const clients = [];

function aFolder() {
  const folder = mkdtempSync(join(tmpdir(), "stationmaster-postgres-test-"));
  // A folder that others may pass through, as a checkout is.
  chmodSync(folder, 0o711);
  folders.push(folder);
  return folder;
}

async function launch(options) {
  const running = await start(options);
  started.push(running);
  return running;
}

function query(url, text) {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  clients.push(client);
  return client.unsafe(text);
}

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end({ timeout: 1 })));
  await Promise.all(started.splice(0).map((running) => running.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

test("the first start makes a cluster, the next ones find its data by the same address", async () => {
  const dataDir = join(aFolder(), "some", "data");
  const first = await launch({ dataDir });
  await query(first.url, "create table kept as select 42 as answer");
  await first.stop();
  expect(isRunning(first.pid)).toBe(false);
  const second = await launch({ dataDir });
  expect(second.url).toBe(first.url);
  expect(await query(second.url, "select answer from kept")).toEqual([{ answer: 42 }]);
});

test("only who knows the password gets in, and only Postgres reads its files", async () => {
  const dataDir = aFolder();
  const { url } = await launch({ dataDir });
  const wrong = new URL(url);
  wrong.password = "guess";
  await expect(query(wrong.href, "select 1")).rejects.toMatchObject({ code: "28P01" });
  expect(statSync(join(dataDir, "postgres")).mode & 0o077).toBe(0);
  expect(statSync(join(dataDir, "postgres.json")).mode & 0o077).toBe(0);
  expect(statSync(join(dataDir, "postgres.log")).mode & 0o077).toBe(0);
});

test("what is acknowledged is on the disk, with the settings of a server", async () => {
  const { url } = await launch({ dataDir: aFolder() });
  const settings = await query(
    url,
    "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'max_connections', 'server_encoding')",
  );
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: "on",
    synchronous_commit: "on",
    full_page_writes: "on",
    max_connections: "200",
    server_encoding: "UTF8",
  });
});

test("what was committed survives a kill -9 of Postgres", async () => {
  const dataDir = aFolder();
  const first = await launch({ dataDir });
  await query(first.url, "create table kept as select 42 as answer");
  process.kill(first.pid, "SIGKILL");
  await first.exited;
  const second = await launch({ dataDir });
  expect(await query(second.url, "select answer from kept")).toEqual([{ answer: 42 }]);
});

test("one that a killed launcher left running is taken over and can be stopped", async () => {
  const dataDir = aFolder();
  const script = `import { start } from ${JSON.stringify(new URL("./postgres.mjs", import.meta.url).href)};
    const { pid } = await start({ dataDir: ${JSON.stringify(dataDir)} });
    process.stdout.write(String(pid)); process.exit(0);`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  const left = Number(stdout);
  expect(isRunning(left)).toBe(true);
  const running = await launch({ dataDir });
  expect(running.pid).toBe(left);
  await query(running.url, "select 1");
  await running.stop();
  expect(isRunning(left)).toBe(false);
  await running.exited;
});

test("a pid file whose number belongs to another process by now is no obstacle, nor is that process harmed", async () => {
  const dataDir = aFolder();
  const first = await launch({ dataDir });
  const pidFile = join(dataDir, "postgres", "postmaster.pid");
  const lines = readFileSync(pidFile, "utf8").split("\n");
  await first.stop();
  const other = spawn("sleep", ["60"]);
  writeFileSync(pidFile, [other.pid, ...lines.slice(1)].join("\n"));
  const second = await launch({ dataDir });
  expect(second.pid).not.toBe(other.pid);
  await second.stop();
  expect(isRunning(other.pid)).toBe(true);
  other.kill();
});

test("two with data of their own run side by side, and a port that is asked for is used", async () => {
  const port = await freePort();
  const [one, two] = await Promise.all([launch({ dataDir: aFolder(), port }), launch({ dataDir: aFolder() })]);
  expect(one.port).toBe(port);
  await query(one.url, "create table mine ()");
  await expect(query(two.url, "select * from mine")).rejects.toMatchObject({ code: "42P01" });
});

test("a port that is asked for and taken is refused in Postgres' own words", async () => {
  const { port } = await launch({ dataDir: aFolder() });
  await expect(start({ dataDir: aFolder(), port })).rejects.toThrow(/could not bind|Address already in use/);
});

test("the last port taken by somebody else in the meantime leads to another", async () => {
  const dataDir = aFolder();
  const first = await launch({ dataDir });
  await first.stop();
  const thief = await launch({ dataDir: aFolder(), port: first.port });
  const second = await launch({ dataDir });
  expect(second.port).not.toBe(thief.port);
  await query(second.url, "select 1");
});

test("a cluster that was left half made is made anew", async () => {
  const dataDir = aFolder();
  mkdirSync(join(dataDir, "postgres", "base"), { recursive: true });
  const { url } = await launch({ dataDir });
  await query(url, "select 1");
});

test.runIf(isRoot)("in a folder closed to others, the files go where Postgres can reach them", async () => {
  const closed = mkdtempSync(join(tmpdir(), "stationmaster-closed-"));
  folders.push(closed);
  const { url } = await launch({ dataDir: join(closed, "data") });
  await query(url, "select 1");
  const { folder } = JSON.parse(readFileSync(join(closed, "data", "postgres.json"), "utf8"));
  expect(folder.startsWith(closed)).toBe(false);
  expect(statSync(closed).mode & 0o777).toBe(0o700);
  folders.push(folder);
});

test("stopping twice does no harm", async () => {
  const running = await launch({ dataDir: aFolder() });
  await Promise.all([running.stop(), running.stop()]);
  await running.stop();
  await until(() => !isRunning(running.pid), { withinMs: 5_000 });
  expect(existsSync(join(folders.at(-1), "postgres", "postmaster.pid"))).toBe(false);
});
