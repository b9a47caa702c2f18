import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mendDriver } from "./mend-driver.mjs";
import { root } from "./root.mjs";

/** Runs `npm ci` when node_modules is not what package-lock.json says. */
export function installMissing(say) {
  const missing = firstMissing();
  if (!missing) return mendDriver();
  say(`installing packages (${missing})`);
  // Told to leave nothing out: the build needs what a production install would skip.
  const { command, args } = npm("ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund");
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (error || status !== 0) throw new Error(`npm ci failed${error ? `: ${error.message}` : ""}`);
}

function firstMissing() {
  const installed = packagesOf(join(root, "node_modules", ".package-lock.json"));
  if (!installed) return "there are none";
  const wanted = packagesOf(join(root, "package-lock.json")) ?? {};
  for (const [path, { version, link, optional, devOptional, peer }] of Object.entries(wanted)) {
    if (!path.startsWith("node_modules/") && !path.includes("/node_modules/")) continue;
    if (link) {
      if (!existsSync(join(root, path))) return path;
      continue;
    }
    const there = installed[path]?.version;
    // What another system needs is not here and need not be.
    if (there === undefined && (optional || devOptional || peer)) continue;
    if (there !== version) return `${path.split("node_modules/").pop()} ${version}`;
  }
  return undefined;
}

const packagesOf = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : undefined);

function npm(...args) {
  const own = process.env.npm_execpath;
  return own?.endsWith(".js") ? { command: process.execPath, args: [own, ...args] } : { command: "npm", args };
}
