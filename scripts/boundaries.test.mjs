import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "./root.mjs";

// Each rule on a small tree of its own: what it forbids, and what stands next to it and is allowed.
const forbidden = [
  ["ocpp-imports-nothing", "packages/ocpp/src/a.ts", "../../runtime/src/index"],
  ["schemas-import-nothing", "schemas/a.mjs", "../packages/ocpp/src/index"],
  ["runtime-imports-nothing", "packages/runtime/src/a.ts", "../../bus/src/index"],
  ["pki-imports-nothing", "packages/pki/src/a.ts", "../../runtime/src/index"],
  ["db-imports", "db/a.ts", "../packages/bus/src/index"],
  ["db-knows-types-of-ocpp", "db/b.ts", "../packages/ocpp/src/index"],
  ["bus-imports", "packages/bus/src/a.ts", "../../../db/index"],
  ["jobs-imports", "packages/jobs/src/a.ts", "../../bus/src/index"],
  ["files-imports", "packages/files/src/a.ts", "../../jobs/src/index"],
  ["domain-imports", "packages/domain/src/blocks/reservation/a.ts", "../../../../simulator/src/index"],
  ["domain-knows-types-of-jobs-and-files", "packages/domain/src/business/reports/a.ts", "../../../../jobs/src/index"],
  ["simulator-imports", "packages/simulator/src/a.ts", "../../domain/src/index"],
  ["testing-imports", "packages/testing/src/a.ts", "../../../apps/worker/src/index"],
  ["testing-is-for-tests", "apps/worker/src/a.ts", "../../../packages/testing/src/index"],
  ["apps-never-import-apps", "apps/worker/src/b.ts", "../../portal/src/index"],
  ["nothing-imports-apps", "e2e/a.ts", "../apps/portal/src/index"],
  ["ws", "apps/portal/src/a.ts", "ws"],
  ["ajv", "packages/domain/src/kernel/a.ts", "ajv"],
  ["bullmq", "apps/portal/src/b.ts", "bullmq"],
  ["ioredis", "packages/domain/src/kernel/b.ts", "ioredis"],
  ["drizzle", "apps/ocpp-server/src/a.ts", "drizzle-orm/pg-core"],
  ["web", "packages/domain/src/kernel/c.ts", "@trpc/server"],
  ["rooms-have-one-door", "packages/domain/src/blocks/reservation/b.ts", "../transactions/transaction"],
  ["kernel-knows-no-room", "packages/domain/src/kernel/d.ts", "../blocks/transactions/index"],
  ["everything-resolves", "packages/bus/src/b.ts", "./not-there"],
  ["no-test-in-production", "packages/bus/src/c.ts", "./bus.test"],
];

const allowed = [
  ["packages/ocpp/src/b.ts", "../../../schemas/index.mjs"],
  ["packages/bus/src/d.test.ts", "../../testing/src/index"],
  ["packages/domain/src/blocks/reservation/c.ts", "../transactions/index"],
  ["packages/jobs/src/b.ts", "bullmq"],
  ["apps/ocpp-server/src/b.ts", "ws"],
  ["packages/bus/src/e.ts", "ioredis"],
  ["apps/portal/src/c.ts", "@/d"],
];

let tree;
let violations;

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), "stationmaster-boundaries-"));
  const write = (path, text) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  };
  for (const name of ["ocpp", "runtime", "bus", "jobs", "files", "simulator", "domain", "testing"]) {
    write(`packages/${name}/src/index.ts`, "export const a = 1;");
  }
  for (const name of ["portal", "worker"]) write(`apps/${name}/src/index.ts`, "export const a = 1;");
  write("db/index.ts", "export const a = 1;");
  write("schemas/index.mjs", "export const a = 1;");
  write("packages/bus/src/bus.test.ts", "export const a = 1;");
  write("apps/portal/src/d.ts", "export const a = 1;");
  write("packages/domain/src/blocks/transactions/index.ts", "export const a = 1;");
  write("packages/domain/src/blocks/transactions/transaction.ts", "export const a = 1;");
  for (const name of ["ws", "ajv", "bullmq", "ioredis", "drizzle-orm/pg-core", "@trpc/server"]) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: "index.js" }));
    write(`node_modules/${name}/index.js`, "exports.a = 1;");
  }
  // Both ways between two rooms, by types alone; and a cycle of two files in one room.
  write("packages/domain/src/blocks/tariff/index.ts", "export type A = 1;");
  write("packages/domain/src/blocks/tariff/x.ts", 'import type { B } from "../cost/index"; export type X = B;');
  write("packages/domain/src/blocks/cost/index.ts", "export type B = 2;");
  write("packages/domain/src/blocks/cost/y.ts", 'import type { A } from "../tariff/index"; export type Y = A;');
  write("packages/files/src/one.ts", 'import { two } from "./two"; export const one = () => two;');
  write("packages/files/src/two.ts", 'import { one } from "./one"; export const two = () => one;');
  for (const [path, target] of [...forbidden.map(([, ...rest]) => rest), ...allowed]) {
    write(path, `import { a } from "${target}"; export const b = a;`);
  }
  mkdirSync(join(tree, "scripts"));
  for (const name of [".dependency-cruiser.cjs", "scripts/portal-alias.cjs"]) {
    write(name, `module.exports = require(${JSON.stringify(join(root, name))});`);
  }
  write("scripts/portal-alias.cjs", `module.exports = { resolve: { alias: { "@": "${tree}/apps/portal/src" } } };`);
  symlinkSync(join(root, "node_modules/typescript"), join(tree, "node_modules/typescript"));
  violations = [
    ...cruise(".dependency-cruiser.cjs", ["apps", "packages", "db", "schemas", "e2e"]),
    ...cruise(".dependency-cruiser.rooms.cjs", ["packages/domain/src"]),
  ];
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

function cruise(rules, folders) {
  const config = createRequire(import.meta.url)(join(root, rules));
  const own = {
    ...config,
    options: { ...config.options, webpackConfig: { fileName: `${tree}/scripts/portal-alias.cjs` } },
  };
  writeFileSync(join(tree, "rules.json"), JSON.stringify(own));
  const program = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [program, "--config", "rules.json", "--output-type", "json", ...folders];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: tree, encoding: "utf8", maxBuffer: 1e8 });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout).summary.violations.map(({ rule, from }) => `${rule.name} ${from}`);
}

describe("who may import whom", () => {
  test.each(forbidden)("%s: %s may not import %s", (rule, from) => {
    expect(violations).toContain(`${rule} ${from}`);
  });

  test.each(allowed)("%s may import %s", (from) => {
    expect(violations.filter((violation) => violation.endsWith(` ${from}`))).toEqual([]);
  });

  test("rooms never circle, not even by types", () => {
    expect(violations).toContain("rooms-never-circle packages/domain/src/blocks/cost");
  });

  test("no two files circle by code", () => {
    expect(violations).toContain("no-cycles packages/files/src/one.ts");
  });

  test("every rule of the file is tried here", () => {
    const config = createRequire(import.meta.url)(join(root, ".dependency-cruiser.cjs"));
    const tried = new Set([...forbidden.map(([rule]) => rule), "rooms-never-circle", "no-cycles"]);
    expect(config.forbidden.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
  });
});
