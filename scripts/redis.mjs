import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answers, freePort } from "./ports.mjs";
import { until } from "./processes.mjs";

export const isRedisInstalled = () => spawnSync("redis-server", ["--version"]).status === 0;

/** A real Redis, on a free port unless one is named, that keeps nothing; undefined where none is installed. */
export async function startRedis({ port = 0 } = {}) {
  if (!isRedisInstalled()) return undefined;
  const listening = port || (await freePort());
  const folder = mkdtempSync(join(tmpdir(), "stationmaster-redis-"));
  const settings = ["--port", listening, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
  const child = spawn("redis-server", settings.map(String), { stdio: "ignore", detached: true });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  await until(() => answers(listening), { withinMs: 10_000, what: "redis-server to answer" });
  return {
    pid: child.pid,
    ended,
    port: listening,
    url: `redis://127.0.0.1:${listening}`,
    kill: () => child.kill("SIGKILL"),
    async stop() {
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
