import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { root } from "../root.mjs";
import { unshown } from "./rooms.mjs";

const requirements = `# A few.
A01 A password
  of 01-03
  02 it is changed
A later comes with security
A02 A certificate
  of 01
B01 A boot
  of 01-13
  02 it is answered | shown elsewhere
B03 No boot
  of 01
E01 A start
  of 01-02
E11 A loss
  of 01
F01 From afar
  of 01-26
H01 Reserve
  of 01-04 09
  03 in our words
H02 Cancel
  of 01
H03 Use
  of 01
H04 Let go
  of 01
`;
let checkout;
const write = (path, text) => {
  mkdirSync(dirname(join(checkout, path)), { recursive: true });
  writeFileSync(join(checkout, path), text);
};
const read = (path) => readFileSync(join(checkout, path), "utf8");
const run = (script, ...args) =>
  spawnSync(process.execPath, [join(checkout, "scripts/docs", script), ...args], { encoding: "utf8" });

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), "stationmaster-docs-"));
  for (const path of [
    "scripts/root.mjs",
    "scripts/docs/files.mjs",
    "scripts/docs/requirements.mjs",
    "scripts/docs/rooms.mjs",
  ]) {
    write(path, readFileSync(join(root, path), "utf8"));
  }
  for (const name of ["check-references.mjs", "write-rooms.mjs"]) {
    cpSync(join(root, "scripts/docs", name), join(checkout, "scripts/docs", name));
  }
  write("docs/requirements.txt", requirements);
  write("packages/ocpp/src/catalogue.ts", readFileSync(join(root, "packages/ocpp/src/catalogue.ts"), "utf8"));
  write("docs/adr/0001-first.md", "# First\n");
});
afterEach(() => rmSync(checkout, { recursive: true, force: true }));

// Written in pieces: the check of this very repository reads this file too.
const cite = (useCase, rest = "") => `${useCase}${rest}`;
const shown = `test("${cite("H01", ".FR.03:")} shown", () => {});`;

test("a page for each room says which tests show which use case", () => {
  write(
    "packages/domain/src/blocks/reservation/reserve-now.test.ts",
    [
      `test("${cite("H01", ":")} a reservation that the station refuses is not active", () => {});`,
      `test.each([1])("${cite("H02", ", ")}${cite("H04", ":")} said of \\"two\\" at once", () => {});`,
      `test("no use case", () => {});`,
    ].join("\n"),
  );
  write("e2e/reservation.spec.ts", `test('${cite("H01", ":")} seen in the browser', async () => {});`);
  expect(run("write-rooms.mjs").status).toBe(0);
  const page = read("docs/rooms/h-reservation.md");
  expect(page).toContain("3 of 4 use cases are shown by tests");
  expect(page).toMatch(/## H01 Reserve\n\n- seen in the browser · `e2e\/reservation\.spec\.ts`\n- a reservation that/);
  expect(page).toMatch(/## H02 .*\n\n- said of "two" at once/);
  expect(page).toMatch(/## H03 .*\n\nNot shown by a test yet/);
  expect(page).not.toContain("no use case");
  expect(read("docs/rooms/a-security.md")).toContain("0 of 2");
});

test("every requirement is listed: with the tests that name it, the reason why none does, or as the station's", () => {
  write(
    "a.test.ts",
    [
      `test("${cite("H01", ".FR.03, .09")}, ${cite("E01", ".FR.02:")} kept for a card", () => {});`,
      `test("${cite("H02", ":")} of the use case alone", () => {});`,
    ].join("\n"),
  );
  run("write-rooms.mjs");
  const reservation = read("docs/rooms/h-reservation.md");
  expect(reservation).toContain("- **H01.FR.03** in our words: “kept for a card”\n");
  expect(reservation).toContain("- **H01.FR.09** of the station: “kept for a card”\n");
  expect(reservation).toContain("Of the station: H01.FR.01, .02, .04.");
  expect(read("docs/rooms/e-transactions.md")).toContain("- **E01.FR.02** of the station: “kept for a card”");
  expect(read("docs/rooms/b-provisioning.md")).toContain(
    "- **B01.FR.02** it is answered: no test names it; shown elsewhere\n",
  );
  expect(read("docs/rooms/a-security.md")).toContain(
    "- **A01.FR.02** it is changed: no test names it; comes with security\n",
  );
});

test("a requirement of ours with neither test nor reason is a fault", () => {
  run("write-rooms.mjs");
  const { status, stderr } = run("check-references.mjs");
  expect(status).toBe(1);
  expect(stderr.trim()).toMatch(/^H01\.FR\.03 has no test/);
});

test("of this repository, each requirement that binds us has a test that names it, or a reason", () => {
  expect(unshown()).toEqual([]);
});

test("pages that are not what the tests say are found, and so is one too many", () => {
  run("write-rooms.mjs");
  expect(run("write-rooms.mjs", "--check").status).toBe(0);
  write("b.test.ts", `test("${cite("A02", ":")} new", () => {});`);
  write("docs/rooms/z-attic.md", "");
  const { status, stderr } = run("write-rooms.mjs", "--check");
  expect(status).toBe(1);
  expect(stderr).toContain("a-security.md is out of date");
  expect(stderr).toContain("z-attic.md belongs to no room");
  expect(stderr.trim().split("\n")).toHaveLength(2);
});

test.each([
  ["a link to nowhere", "README.md", "See [there](docs/nowhere.md#part)."],
  ["a path that is not there", "docs/guide.md", "Look into `apps/portal/src/main.ts`."],
  ["a folder that is not there", "docs/guide.md", "Look into `db/seed/scenarios/`."],
  ["an unknown use case", "a.ts", `// ${cite("E99", ".FR.01")}: never`],
  ["an unknown use case of a test", "a.test.ts", `test("${cite("Q".replace("Q", "P"), "77:")} x", () => {});`],
  ["an unknown requirement", "a.ts", `// ${cite("E01", ".FR.999")}: never`],
  ["half a requirement", "a.ts", `// ${cite("E01", ".FR.")}x`],
  ["an unknown decision", "a.ts", `// ADR ${"00"}77`],
])("%s is found", (_, path, text) => {
  write(path, text);
  write("shown.test.ts", shown);
  run("write-rooms.mjs");
  const { status, stderr } = run("check-references.mjs");
  expect(status).toBe(1);
  expect(stderr.trim().split("\n")).toEqual([expect.stringContaining(`${path}:`)]);
});

test("what is there, is made by a build, stands elsewhere or is only an example is no fault", () => {
  write(
    "README.md",
    [
      "[first](docs/adr/0001-first.md) [web](https://example.com/x.md) [part](#below)",
      "`packages/ocpp/src/catalogue.ts:3`, `db/dist/migrate.js`, `docs/rooms/<letter>-<room>.md`, `npm test`, `scripts/`",
      "```\n`apps/none.ts` [x](none.md)\n```",
    ].join("\n"),
  );
  write("shown.test.ts", shown);
  write("a.ts", `// ${cite("B01", ".FR.10")}, ADR ${"00"}01, and a colour #B77: not a use case`);
  run("write-rooms.mjs");
  expect(run("check-references.mjs")).toMatchObject({ status: 0, stdout: "The documents agree with the code.\n" });
});
