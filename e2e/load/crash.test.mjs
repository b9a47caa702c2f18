import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startProduct } from "../../scripts/test-product.mjs";
import { crashOn } from "./crash";

const folder = mkdtempSync(join(tmpdir(), "stationmaster-crash-"));
// Postgres, which does not run as root, must get through to its files below.
chmodSync(folder, 0o711);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("whatever is killed, all that was acknowledged is kept once, and every promise is held", async () => {
  const { env, said, stop } = await startProduct(join(folder, "data"), ["--no-demo"]);
  try {
    const product = {
      dataDir: env.DATA_DIR,
      portalUrl: env.PUBLIC_URL,
      ocppUrl: env.PUBLIC_OCPP_URL,
      platformKey: env.PLATFORM_API_KEY,
    };
    const { isSound, notes, rows } = await crashOn(product, { stations: 20, rounds: 8 });
    expect(isSound, `${notes.join("\n")}\n${said()}`).toBe(true);
    const [, cutLines, events, , , commands, reports] = rows[0];
    expect(cutLines).toBeGreaterThan(0);
    expect(events).toBeGreaterThan(100);
    expect(commands).toBeGreaterThan(0);
    expect(reports).toBeGreaterThan(0);
  } finally {
    expect(await stop()).toBeUndefined();
  }
}, 300_000);
