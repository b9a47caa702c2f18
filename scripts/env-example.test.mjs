import { expect, test } from "vitest";
import { filesEnding, textOf } from "./docs/files.mjs";

const listed = new Set([...textOf(".env.example").matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1]));

// What is set by the system, by npm or by the test run, and not by who runs the product.
const notSettings = /^(NODE_ENV|PATH|NO_COLOR|CI|NEXT_.*|TEST_.*|PLAYWRIGHT_.*|CHROMIUM_PATH|npm_.*|VITEST.*|HOME|TZ)$/;

const files = filesEnding(".ts", ".tsx", ".mjs").filter(
  (path) => !/\.(test|spec)\./.test(path) && !/^e2e\//.test(path),
);

test.each(files.filter((path) => /(^|\/)env\.ts$/.test(path)))("what %s reads is in .env.example", (path) => {
  const read = [...textOf(path).matchAll(/^\s+([A-Z][A-Z0-9_]+):/gm)].map((match) => match[1]);
  expect(read.length).toBeGreaterThan(0);
  expect(read.filter((name) => !listed.has(name))).toEqual([]);
});

test("what is read by name elsewhere is there too", () => {
  const read = files.flatMap((path) => [...textOf(path).matchAll(/\b(?:process\.env|env)\.([A-Z][A-Z0-9_]+)\b/g)]);
  const names = [...new Set(read.map((match) => match[1]))].filter((name) => !notSettings.test(name));
  expect(names.filter((name) => !listed.has(name))).toEqual([]);
});
