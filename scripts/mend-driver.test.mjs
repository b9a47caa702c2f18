import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { mendDriver } from "./mend-driver.mjs";
import { root } from "./root.mjs";

const folder = mkdtempSync(join(tmpdir(), "stationmaster-driver-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const installed = readFileSync(join(root, "node_modules", "postgres", "src", "connection.js"), "utf8");

test("the driver that is installed is mended: nothing is left to write when its socket goes away", () => {
  const [, ...ends] = installed.split(/\n +clearImmediate\(nextWriteTimer\)\n/);
  expect(ends).toHaveLength(2);
  for (const end of ends) expect(end.trimStart()).toMatch(/^chunk = nextWriteTimer = null\n/);
});

test("to mend it twice changes nothing, and a driver that is not known is not touched in silence", () => {
  mkdirSync(join(folder, "src"));
  const file = join(folder, "src", "connection.js");
  writeFileSync(file, installed);
  mendDriver(folder);
  expect(readFileSync(file, "utf8")).toBe(installed);
  writeFileSync(file, "export default () => {}\n");
  expect(() => mendDriver(folder)).toThrow("is not as this repository knows it");
});
