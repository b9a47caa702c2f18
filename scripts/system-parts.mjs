import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { isRoot } from "./postgres-account.mjs";
import { isRedisInstalled } from "./redis.mjs";

const places = [
  ...["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].map((name) => `/usr/bin/${name}`),
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** A browser that runs: on Ubuntu the package is a wrapper that does not, where there is no snap. */
export const findChromium = () =>
  [process.env.CHROMIUM_PATH, ...places].find(
    (path) => path && existsSync(path) && spawnSync(path, ["--version"], { timeout: 30_000 }).status === 0,
  );

const parts = [
  { name: "chromium", isThere: () => findChromium() !== undefined, brew: "brew install --cask chromium" },
  { name: "redis-server", isThere: isRedisInstalled, brew: "brew install redis" },
];

/** Installs what the tests need of the system where that is possible; else says what is missing and how to get it. */
export function installSystemParts(say, { withBrowser }) {
  const missing = () => parts.filter(({ name, isThere }) => (withBrowser || name !== "chromium") && !isThere());
  const wanted = missing();
  if (wanted.length === 0) return;
  const names = wanted.map(({ name }) => name);
  const isDebian = existsSync("/etc/debian_version") && existsSync("/usr/bin/apt-get");
  if (isRoot && isDebian) {
    say(`installing ${names.join(" and ")} by apt-get`);
    aptGet("update");
    aptGet("install", "-y", "--no-install-recommends", ...names);
  }
  for (const { name, brew } of missing()) {
    const way = process.platform === "darwin" ? brew : `apt-get install ${name} (as root, on Debian)`;
    say(`${name} is missing; to get it: ${way}`);
  }
}

function aptGet(...args) {
  // RUNLEVEL keeps a package from starting its service: the tests start their own.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  const { status, stderr } = spawnSync("apt-get", ["-q", ...args], { env, encoding: "utf8" });
  if (status !== 0) process.stderr.write(`apt-get ${args.join(" ")} failed:\n${stderr}\n`);
}
