import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isOption, measures } from "../e2e/load/measures.mjs";
import { installMissing } from "./install.mjs";
import { proofText } from "./proof-text.mjs";
import { root } from "./root.mjs";

const names = Object.keys(measures);
const usage = `npm run prove                     every promise, one measure after the other
npm run prove -- crash commands   these only; what the others said before stays in docs/proof.md

Measures: ${names.join(", ")}`;

/** What every measure said last, by its name: the figures behind docs/proof.md. */
const file = join(root, "docs", "proof.json");
const wanted = process.argv.slice(2);
if (wanted.some((name) => !names.includes(name))) {
  process.stdout.write(`${usage}\n`);
  process.exit(wanted.includes("--help") ? 0 : 2);
}

installMissing((text) => process.stdout.write(`${text}\n`));
const proof = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
const failed = names.filter((name) => wanted.length === 0 || wanted.includes(name)).filter((name) => !run(name));
const told = names.flatMap((name) => proof[name]?.promises ?? []);
process.stdout.write(
  `\n${told.map(({ promise, figure, isHeld }) => `${isHeld ? "held    " : "NOT HELD"}  ${promise}: ${figure}`).join("\n")}\n`,
);
if (failed.length > 0) process.stdout.write(`\nWithout a sound result: ${failed.join(", ")}\n`);
process.exit(failed.length === 0 ? 0 : 1);

/** Runs a measure and writes what it said at once: a later one that fails takes nothing away. */
function run(name) {
  process.stdout.write(`\n== ${name}\n`);
  const results = mkdtempSync(join(tmpdir(), "stationmaster-proof-"));
  try {
    const options = measures[name].proof;
    if (!options.every((option) => isOption(name, option)))
      throw new Error(`${name} does not know ${options.join(" ")}`);
    const { status } = spawnSync(process.execPath, [join(root, "e2e", "load", "start.mjs"), name, ...options], {
      cwd: root,
      env: { ...process.env, LOAD_RESULTS: results },
      stdio: "inherit",
    });
    const [written] = readdirSync(results);
    if (!written) return false;
    const { facts, ...said } = JSON.parse(readFileSync(join(results, written), "utf8"));
    proof[name] = { ...said, call: [name, ...options].join(" ") };
    const inOrder = Object.fromEntries(names.filter((one) => proof[one]).map((one) => [one, proof[one]]));
    writeFileSync(file, `${JSON.stringify(inOrder, null, 2)}\n`);
    writeFileSync(join(root, "docs", "proof.md"), proofText(inOrder));
    return status === 0;
  } finally {
    rmSync(results, { recursive: true, force: true });
  }
}
