import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./root.mjs";

/**
 * postgres.js 3.4.9 forgets nothing of what it was about to write when its socket goes away (its issue 1133, pull requests 1209 and
 * 1215): the next connection in that place never says its first word, and none after it. A Postgres that restarts under load leaves
 * places of the pool dead for ever. And what it asks by itself on a new connection nobody waits for: a socket that goes away just then
 * was a rejection without an owner; the query that opened the connection tells of it. Until a release has both, the driver is mended
 * here, after each install.
 */
const mends = [
  {
    from: /( +)clearImmediate\(nextWriteTimer\)\n(?! *chunk =)/g,
    to: "$1clearImmediate(nextWriteTimer)\n$1chunk = nextWriteTimer = null\n",
  },
  {
    from: /function nextWrite\(fn\) \{\n(?! *if \(socket === null)/,
    to: "function nextWrite(fn) {\n    if (socket === null) {\n      chunk = nextWriteTimer = null\n      error(Errors.connection('CONNECTION_CLOSED', options, socket))\n      return false\n    }\n",
  },
  {
    from: /return fetchArrayTypes\(\)\n/,
    to: "return fetchArrayTypes().catch(() => {})\n",
  },
];
/** What stands in a mended driver, and how often: both ends of a connection, the write itself, and the question of its own. */
const isMended = (text) =>
  text.includes("return fetchArrayTypes().catch(() => {})\n") &&
  text.match(/clearImmediate\(nextWriteTimer\)\n *chunk = nextWriteTimer = null\n/g)?.length === 3 &&
  text.includes("if (socket === null) {\n");

/** Says nothing when there is nothing to mend; fails where the driver is not as it was known. */
export function mendDriver(folder = join(root, "node_modules", "postgres")) {
  for (const build of ["src", join("cjs", "src")]) {
    const file = join(folder, build, "connection.js");
    if (!existsSync(file)) continue;
    const text = readFileSync(file, "utf8");
    const better = mends.reduce((all, { from, to }) => all.replace(from, to), text);
    if (!isMended(better)) throw new Error(`${file} is not as this repository knows it: see scripts/mend-driver.mjs`);
    if (better !== text) writeFileSync(file, better);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) mendDriver();
