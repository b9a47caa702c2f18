import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./root.mjs";
import { endGroup } from "./service.mjs";

/** Begins to build what changed since the last time: turbo keeps what it built before. */
export function buildAll() {
  const turbo = join(root, "node_modules", "turbo", "bin", "turbo");
  const args = [turbo, "run", "build", "--output-logs=errors-only", "--no-daemon", "--no-update-notifier"];
  const env = { ...process.env, NODE_ENV: "production", TURBO_TELEMETRY_DISABLED: "1", NEXT_TELEMETRY_DISABLED: "1" };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      said += text;
    });
  }
  const done = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the build failed:\n${said.trim()}`));
    });
  });
  // Whoever waits hears of it; until then it must not end the process.
  done.catch(() => undefined);
  return { done, stop: () => (child.exitCode === null ? endGroup(child.pid) : undefined) };
}
