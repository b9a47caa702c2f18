import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "./ports.mjs";
import { until } from "./processes.mjs";
import { root } from "./root.mjs";

/** The whole product as `npm start` runs it, on free ports and data of its own, told what else `more` says. */
export async function startProduct(dataDir, args = [], more = {}) {
  const portal = await freePort();
  const ocpp = await freePort();
  const env = {
    DATA_DIR: dataDir,
    PORTAL_PORT: String(portal),
    OCPP_PORT: String(ocpp),
    WORKER_PORT: String(await freePort()),
    PUBLIC_URL: `http://localhost:${portal}`,
    PUBLIC_OCPP_URL: `ws://localhost:${ocpp}`,
    PLATFORM_API_KEY: `smk_${randomBytes(24).toString("base64url")}`,
    DEMO_PASSWORD: randomBytes(12).toString("base64url"),
  };
  // What names a running instance must not lead the tests to it.
  const { DATABASE_URL, REDIS_URL, FILE_STORE, NEXTAUTH_URL, ...others } = process.env;
  const child = spawn(process.execPath, [join(root, "scripts", "start.mjs"), ...args], {
    cwd: root,
    env: { ...others, DATABASE_URL: "", REDIS_URL: "", FILE_STORE: "", NEXTAUTH_URL: "", ...env, ...more },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      said = (said + text).slice(-200_000);
    });
  }
  const ended = new Promise((resolve) => child.once("close", resolve));
  let hasEnded = false;
  ended.then(() => {
    hasEnded = true;
  });
  const isUp = () => said.includes("Stationmaster is ready");

  /** What was wrong with its end, if anything. */
  async function stop() {
    if (!hasEnded) child.kill("SIGTERM");
    await until(() => hasEnded, { withinMs: 60_000, what: "the product to stop" }).catch(() => child.kill("SIGKILL"));
    if (child.exitCode !== 0) return `exit code ${child.exitCode ?? child.signalCode}`;
    if (existsSync(join(dataDir, "postgres", "postmaster.pid"))) return "Postgres is still running";
    return undefined;
  }

  try {
    await until(() => isUp() || hasEnded, { withinMs: 240_000, everyMs: 100, what: "the product to be ready" });
    if (hasEnded) throw new Error("The product does not start");
  } catch (error) {
    await stop();
    throw new Error(`${error.message}:\n${said.trim()}`);
  }
  return { env, said: () => said, stop };
}
