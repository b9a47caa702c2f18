import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startProduct } from "../../scripts/test-product.mjs";
import { crashOn } from "./crash";
import { faultsOn } from "./faults";
import { harmingEnv } from "./harm.mjs";
import { services } from "./kill";

const folder = mkdtempSync(join(tmpdir(), "stationmaster-crash-"));
// Postgres, which does not run as root, must get through to its files below.
chmodSync(folder, 0o711);
const clockFile = join(folder, "clock");
let running;
let product;

beforeAll(async () => {
  running = await startProduct(join(folder, "data"), ["--no-demo"], harmingEnv(clockFile));
  const { env } = running;
  product = {
    dataDir: env.DATA_DIR,
    portalUrl: env.PUBLIC_URL,
    ocppUrl: env.PUBLIC_OCPP_URL,
    platformKey: env.PLATFORM_API_KEY,
    clockFile,
    disks: undefined,
  };
}, 300_000);
afterAll(async () => {
  expect(await running?.stop()).toBeUndefined();
  rmSync(folder, { recursive: true, force: true });
}, 100_000);

const saying = ({ notes }) => `${notes.join("\n")}\n${running.said()}`;

test("whatever is killed, all that was acknowledged is kept once, and every promise is held", async () => {
  const table = await crashOn(product, { stations: 20, rounds: 8, victims: services });
  expect(table.isSound, saying(table)).toBe(true);
  const [, cutLines, events, , , commands, reports] = table.rows[0];
  expect(cutLines).toBeGreaterThan(0);
  expect(events).toBeGreaterThan(100);
  expect(commands).toBeGreaterThan(0);
  expect(reports).toBeGreaterThan(0);
}, 300_000);

test("whatever lines and clocks do, the same", async () => {
  const table = await faultsOn(product, { stations: 20, seconds: 4 }, ["lines", "clocks"]);
  expect(table.isSound, saying(table)).toBe(true);
  expect(table.promises.filter(({ isHeld }) => !isHeld)).toEqual([]);
  const [[, , cutLines, events], [, , , others]] = table.rows;
  expect(table.facts.lines.stored.resends).toBeGreaterThan(0);
  expect(cutLines).toBeGreaterThan(0);
  expect(events).toBeGreaterThan(100);
  expect(others).toBeGreaterThan(100);
}, 300_000);
