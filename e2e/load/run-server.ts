import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { required } from "./put-stations";

export type RunningServer = { pid: number; url: string; stop(): Promise<void> };

/** The OCPP server as it is shipped, in a process of its own. */
export async function runOcppServer(port: number): Promise<RunningServer> {
  const script = join(process.cwd(), "apps", "ocpp-server", "dist", "main.js");
  // Where its time goes, on request: a profile that says so is written when the server ends.
  const folder = process.env.LOAD_CPU_PROFILE;
  const profiling = folder ? ["--cpu-prof", `--cpu-prof-dir=${folder}`] : [];
  const child = spawn(process.execPath, [...required("LOAD_SERVER_FLAGS").split(" "), ...profiling, script], {
    env: { ...process.env, OCPP_PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  await answersWell(child, `http://127.0.0.1:${port}/readyz`);
  return { pid: child.pid!, url: `ws://127.0.0.1:${port}/ocpp`, stop: () => stop(child) };
}

/** What Node.js can do at most with the same frames: receive, parse, check, answer, and nothing kept. */
export async function runBareServer(port: number): Promise<RunningServer> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "bare-server.js"), String(port)], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  await answersWell(child, `http://127.0.0.1:${port}/`);
  return { pid: child.pid!, url: `ws://127.0.0.1:${port}/ocpp`, stop: () => stop(child) };
}

/** The simplest server that keeps what it answers. */
export async function runPlainServer(port: number, tenantId: string): Promise<RunningServer> {
  const script = join(import.meta.dirname, "plain-server.js");
  const child = spawn(process.execPath, [script, String(port), required("DATABASE_URL"), tenantId], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  await answersWell(child, `http://127.0.0.1:${port}/`);
  return { pid: child.pid!, url: `ws://127.0.0.1:${port}/ocpp`, stop: () => stop(child) };
}

async function answersWell(child: ChildProcess, url: string): Promise<void> {
  const givenUpAt = Date.now() + 30_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${child.spawnargs.join(" ")} ended with ${child.exitCode}`);
    const response = await fetch(url).catch(() => undefined);
    await response?.body?.cancel();
    // A server for WebSockets alone says 426, which is an answer too.
    if (response?.ok || response?.status === 426) return;
    if (Date.now() > givenUpAt) throw new Error(`${url} does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 20_000);
  return ended.finally(() => clearTimeout(timer));
}
