import { existsSync, readdirSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { root } from "../root.mjs";
import { filesEnding, textOf } from "./files.mjs";
import { requirements } from "./requirements.mjs";
import { staleRooms, unshown } from "./rooms.mjs";

function documentFaults() {
  return filesEnding(".md").flatMap((document) => {
    // Example output and commands in fenced blocks name what is made later.
    const text = textOf(document).replace(/^```[\s\S]*?^```/gm, "");
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]);
    const missing = [
      ...links.filter((link) => !/^([a-z]+:|#)/.test(link)).map((link) => resolve(document, link.split("#")[0])),
      ...[...text.matchAll(/`([^`\n]+)`/g)]
        .map((match) => match[1])
        .filter(looksLikePath)
        .map((path) => path.replace(/:\d+$/, "")),
    ].filter((path) => path !== "" && !isThere(path));
    return [...new Set(missing)].map((path) => `${document}: ${path} does not exist`);
  });
}

const resolve = (document, link) => posix.normalize(posix.join(dirname(document), decodeURI(link)));

// Names from the root that end in a file's ending or a slash; patterns and placeholders are not paths.
const looksLikePath = (text) =>
  /^(apps|packages|db|schemas|e2e|docker|docs|scripts)\/[\w./-]+$/.test(text) &&
  (/\.\w+(:\d+)?$/.test(text) || text.endsWith("/"));

const isThere = (path) => /(^|\/)(dist|node_modules)(\/|$)/.test(path) || existsSync(join(root, path));

function citationFaults() {
  const known = requirements();
  const numbers = new Set([...known.values()].flatMap((useCase) => useCase.numbers));
  const decisions = new Set(readdirSync(join(root, "docs/adr")).map((name) => name.slice(0, 4)));
  return filesEnding(".md", ".ts", ".tsx", ".mjs", ".cjs", ".sql").flatMap((path) => {
    const text = textOf(path);
    const cited = [...text.matchAll(/(?<![\w#])([A-P]\d{2})(?=\.FR\.\d|: )/g)].map((match) => match[1]);
    const adrs = [...text.matchAll(/\bADR[ -]?(\d{4})\b/g)].map((match) => match[1]);
    const badForm = [...text.matchAll(/\b[A-P]\d{2}\.FR\.(?!\d{2,3}\b)\S*/g)].map((match) => match[0]);
    const required = [...text.matchAll(/\b[A-P]\d{2}\.FR\.\d{2,3}\b/g)].map((match) => match[0]);
    return [
      ...new Set([
        ...cited.filter((useCase) => !known.has(useCase)).map((useCase) => `${path}: there is no use case ${useCase}`),
        ...badForm.map((form) => `${path}: ${form} is no requirement`),
        ...required
          .filter((number) => known.has(number.slice(0, 3)) && !numbers.has(number))
          .map((number) => `${path}: there is no requirement ${number}`),
        ...adrs.filter((adr) => !decisions.has(adr)).map((adr) => `${path}: there is no ADR ${adr}`),
      ]),
    ];
  });
}

/** What a document names must be there, and what is cited must exist. Prints every fault; exit code 1 when there is one. */
const faults = [...documentFaults(), ...citationFaults(), ...staleRooms(), ...unshown()];
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(faults.length === 0 ? "The documents agree with the code.\n" : `${faults.length} faults\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
