import { chmodSync, chownSync, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

export const isRoot = process.getuid?.() === 0;

// Postgres refuses to run as root; nobody owns no files of anybody else.
const nobody = 65534;

/** What `spawn` needs so that Postgres does not run as root. */
export const account = isRoot ? { uid: nobody, gid: nobody } : {};

/** Postgres insists that its data folder is its own and closed to others. */
export function giveToPostgres(path, mode = 0o700) {
  if (isRoot) chownSync(path, nobody, nobody);
  chmodSync(path, mode);
}

/** Whether an account without rights of its own can get to `path`. */
export function othersMayEnter(path) {
  if (!existsSync(path)) return othersMayEnter(dirname(path));
  const mayEnter = (statSync(path).mode & 0o001) !== 0;
  return mayEnter && (path === dirname(path) || othersMayEnter(dirname(path)));
}

/** Makes the folder and what is missing above it, closed to listing but open to passing through. */
export function makeFolder(path) {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o711 });
  chmodSync(path, 0o711);
}

/** Lets others pass through a folder of ours without letting them list it. */
export function letOthersEnter(path) {
  chmodSync(path, statSync(path).mode | 0o111);
}
