import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isRedisInstalled } from "../../scripts/redis.mjs";
import { startProduct } from "../../scripts/test-product.mjs";
import { crashOn } from "./crash";
import { keepRedis } from "./keep-redis.mjs";

test.skipIf(!isRedisInstalled())(
  "Redis may be killed with all it holds: what was asked for is done, and what repeats comes again",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "stationmaster-redis-crash-"));
    // Postgres, which does not run as root, must get through to its files below.
    chmodSync(folder, 0o711);
    const dataDir = join(folder, "data");
    mkdirSync(dataDir, { mode: 0o711 });
    const redis = await keepRedis(join(dataDir, "redis.pid"));
    const running = await startProduct(dataDir, ["--no-demo"], { REDIS_URL: redis.url });
    try {
      const { env } = running;
      const product = {
        dataDir,
        portalUrl: env.PUBLIC_URL,
        ocppUrl: env.PUBLIC_OCPP_URL,
        platformKey: env.PLATFORM_API_KEY,
        onRedis: { redisUrl: redis.url, workerUrl: `http://127.0.0.1:${env.WORKER_PORT}` },
      };
      const table = await crashOn(product, { stations: 10, rounds: 2, victims: ["redis"] });
      expect(table.isSound, `${table.notes.join("\n")}\n${running.said()}`).toBe(true);
      const [[, , events, , , commands, reports]] = table.rows;
      for (const count of [events, commands, reports]) expect(count).toBeGreaterThan(0);
    } finally {
      expect(await running.stop()).toBeUndefined();
      await redis.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  400_000,
);
