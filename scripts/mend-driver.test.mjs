import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
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

test("the driver that is installed is mended: a socket that goes away while it asks for types leaves no rejection behind", async () => {
  const { default: postgres } = await import("postgres");
  const rejected = vi.fn();
  process.on("unhandledRejection", rejected);
  // Lets whoever comes in as far as that question, and then goes away.
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      socket.write(Buffer.concat([authenticationOk, readyForQuery]));
      socket.once("data", () => socket.resetAndDestroy());
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const sql = postgres({ host: "127.0.0.1", port: server.address().port, user: "a", database: "a", max: 1 });
  try {
    await expect(sql`select 1`).rejects.toThrow(/ECONNRESET|CONNECTION/);
    await new Promise((resolve) => setImmediate(resolve));
    expect(rejected).not.toHaveBeenCalled();
  } finally {
    process.off("unhandledRejection", rejected);
    await sql.end({ timeout: 0 });
    server.close();
  }
});

const authenticationOk = Buffer.from("R\0\0\0\b\0\0\0\0", "latin1");
const readyForQuery = Buffer.from("Z\0\0\0\u0005I", "latin1");

test("to mend it twice changes nothing, and a driver that is not known is not touched in silence", () => {
  mkdirSync(join(folder, "src"));
  const file = join(folder, "src", "connection.js");
  writeFileSync(file, installed);
  mendDriver(folder);
  expect(readFileSync(file, "utf8")).toBe(installed);
  writeFileSync(file, "export default () => {}\n");
  expect(() => mendDriver(folder)).toThrow("is not as this repository knows it");
});
