import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isRoot, letOthersEnter, makeFolder, othersMayEnter } from "./postgres-account.mjs";

/**
 * What is remembered of a cluster, in DATA_DIR/postgres.json: where its files are, the owner's password, the last port.
 * As root the files go elsewhere when DATA_DIR stands in a closed folder that the account of Postgres cannot enter.
 */
export function openHome(dataDir) {
  const home = resolve(dataDir);
  makeFolder(home);
  if (isRoot) letOthersEnter(home);
  const file = join(home, "postgres.json");
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const folder = kept.folder && existsSync(kept.folder) ? kept.folder : reachableFolder(home);
  const remembered = { folder, password: kept.password ?? randomBytes(24).toString("base64url"), port: kept.port };
  const remember = (port) => {
    Object.assign(remembered, { port });
    // Renamed into place: half a file would lose the password.
    writeFileSync(`${file}.new`, `${JSON.stringify(remembered, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  remember(remembered.port);
  return { ...remembered, remember, cluster: join(folder, "postgres"), log: join(folder, "postgres.log") };
}

function reachableFolder(home) {
  if (!isRoot || othersMayEnter(home)) return home;
  for (const parent of ["/var/lib/stationmaster", join(tmpdir(), "stationmaster")]) {
    try {
      makeFolder(parent);
      if (!othersMayEnter(parent)) continue;
      const folder = mkdtempSync(join(parent, "data-"));
      letOthersEnter(folder);
      return folder;
    } catch {
      // Not writable: the next place may be.
    }
  }
  throw new Error(`Postgres cannot reach ${home}: let others pass through the folders above it, or set DATA_DIR.`);
}
