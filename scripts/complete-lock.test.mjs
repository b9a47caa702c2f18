import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { missingBuilds } from "./complete-lock.mjs";
import { root } from "./root.mjs";

test("npm ci takes the lockfile: it holds the builds of every package for every system", () => {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  expect(Object.keys(missingBuilds(lock)), "run node scripts/complete-lock.mjs").toEqual([]);
});

test("a build that is missing is known from the package that lists it", () => {
  const optionalDependencies = {
    "@a/cli-linux-x64-musl": "1.2.3",
    "@a/cli-darwin-arm64": "1.2.3",
    "@a/there-linux-x64": "1.2.3",
  };
  const packages = { "node_modules/a": { dev: true, optionalDependencies }, "node_modules/@a/there-linux-x64": {} };
  expect(missingBuilds({ packages })).toEqual({
    "node_modules/@a/cli-linux-x64-musl": {
      version: "1.2.3",
      os: ["linux"],
      cpu: ["x64"],
      libc: ["musl"],
      dev: true,
      optional: true,
    },
    "node_modules/@a/cli-darwin-arm64": { version: "1.2.3", os: ["darwin"], cpu: ["arm64"], dev: true, optional: true },
  });
});

test("one whose name does not say its system is left to a person", () => {
  const packages = { "node_modules/a": { optionalDependencies: { "@a/fast": "1.0.0" } } };
  expect(() => missingBuilds({ packages })).toThrow(/by hand/);
});
