import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { partOf } from "./part-of";

const app = join(import.meta.dirname, "../app");

test.each([
  ["/", "/"],
  ["/stations", "/stations"],
  ["/stations?_rsc=1&q=x", "/stations"],
  ["/stations/SIM-0001", "/stations/*"],
  ["/stations/a%2Fb?tab=log", "/stations/*"],
  ["/api/v1/stations/SIM-0001/commands/Reset?wait=30", "api"],
  ["/api/v1/openapi.json", "docs"],
  ["/api/trpc/stations.list?batch=1", "trpc"],
  ["/_next/static/chunks/x.js", "assets"],
  ["/metrics", "health"],
  ["/wp-admin.php", "other"],
  ["/anything/at/all", "other"],
])("%s is %s", (url, part) => {
  expect(partOf(url)).toBe(part);
});

test("every page there is has a name of its own", () => {
  const groups = ["(operator)", "(platform)"].flatMap((group) =>
    readdirSync(join(app, group), { withFileTypes: true }).filter((entry) => entry.isDirectory()),
  );
  for (const { name } of groups) expect(partOf(`/${name}`), name).toBe(`/${name}`);
});
