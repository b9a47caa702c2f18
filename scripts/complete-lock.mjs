import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./root.mjs";

// Run after each `npm install`: node scripts/complete-lock.mjs
// A lockfile written where a registry lacks the builds of a package for other systems leaves those out, and then
// `npm ci` refuses it everywhere. Their names and versions are known all the same: the package itself lists them.

/** The builds for other systems that `lock` lists but does not hold, as entries of it. */
export function missingBuilds({ packages }) {
  const missing = {};
  for (const [path, { dev, optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (packages[`node_modules/${name}`] || packages[`${path}/node_modules/${name}`]) continue;
      missing[`node_modules/${name}`] = { version, ...systemOf(name), ...(dev ? { dev: true } : {}), optional: true };
    }
  }
  return missing;
}

/** For which system a build is, from its name: `@biomejs/cli-linux-x64-musl`. */
function systemOf(name) {
  const words = name.split(/[/-]/);
  const os = words.find((word) =>
    /^(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32|windows)$/.test(word),
  );
  const cpu = words.find((word) => /^(arm|arm64|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64)$/.test(word));
  if (!os || !cpu) throw new Error(`${name} does not say for which system it is: add it to package-lock.json by hand`);
  const libc = words.some((word) => word.startsWith("musl"))
    ? "musl"
    : words.some((word) => word.startsWith("gnu"))
      ? "glibc"
      : undefined;
  return { os: [os === "windows" ? "win32" : os], cpu: [cpu], ...(libc ? { libc: [libc] } : {}) };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = join(root, "package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const missing = missingBuilds(lock);
  const packages = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`);
  process.stdout.write(`${Object.keys(missing).length} builds for other systems added to package-lock.json\n`);
}
