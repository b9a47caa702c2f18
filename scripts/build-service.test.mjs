import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { root } from "./root.mjs";

let home;
const write = (path, text) => {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
};

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "stationmaster-build-"));
  mkdirSync(join(home, "node_modules"));
  symlinkSync(join(root, "node_modules/ws"), join(home, "node_modules/ws"));
  write(
    "node_modules/@stationmaster/words/package.json",
    JSON.stringify({ type: "module", exports: { ".": "./index.ts" } }),
  );
  write("node_modules/@stationmaster/words/index.ts", "export const word: string = 'hello';");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const build = () =>
  spawnSync(process.execPath, [join(root, "scripts/build-service.mjs")], { cwd: home, encoding: "utf8" });
const aPackage = (stationmaster) =>
  write("package.json", JSON.stringify({ name: "app", type: "module", stationmaster }));

test("packages of ours are bundled in, those of others are left where they are, and what was built before is gone", () => {
  aPackage({ entries: { main: "src/main.ts" } });
  write(
    "src/main.ts",
    `import { WebSocketServer } from "ws"; import { word } from "@stationmaster/words"; import { two } from "./two";
     console.log(word, two, typeof WebSocketServer, import.meta.url.endsWith("dist/main.js"));`,
  );
  write("src/two.ts", "export const two: number = 2;");
  write("dist/old.js", "");
  expect(build()).toMatchObject({ status: 0, stderr: "" });
  expect(existsSync(join(home, "dist/old.js"))).toBe(false);
  expect(existsSync(join(home, "dist/main.js.map"))).toBe(true);
  expect(readFileSync(join(home, "dist/main.js"), "utf8")).toContain('from "ws"');
  rmSync(join(home, "node_modules/@stationmaster"), { recursive: true });
  const { stdout, stderr } = spawnSync(process.execPath, ["dist/main.js"], { cwd: home, encoding: "utf8" });
  expect({ stdout, stderr }).toEqual({ stdout: "hello 2 function true\n", stderr: "" });
});

test("a package that names no entries, and one that does not compile, are refused", () => {
  aPackage(undefined);
  expect(build()).toMatchObject({ status: 1, stderr: expect.stringContaining("app names no entries") });
  aPackage({ entries: { main: "src/main.ts" } });
  write("src/main.ts", "import './nowhere';");
  expect(build()).toMatchObject({ status: 1, stderr: expect.stringContaining("nowhere") });
});
