import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { root } from "../root.mjs";

const notOurs = new Set([
  "node_modules",
  "dist",
  ".git",
  ".next",
  ".turbo",
  ".data",
  "test-results",
  "playwright-report",
  "coverage",
]);

/** Paths of the repository's own files with one of these endings, from its root, with forward slashes. */
export function filesEnding(...endings) {
  return readdirSync(root, { withFileTypes: true, recursive: false })
    .flatMap((entry) => walk(root, entry))
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .sort();
}

function walk(folder, entry) {
  const path = join(folder, entry.name);
  if (entry.isFile()) return [relative(root, path).split(sep).join("/")];
  if (!entry.isDirectory() || notOurs.has(entry.name)) return [];
  return readdirSync(path, { withFileTypes: true }).flatMap((inner) => walk(path, inner));
}

export const textOf = (path) => readFileSync(join(root, path), "utf8");
