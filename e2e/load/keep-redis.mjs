import { rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { startRedis } from "../../scripts/redis.mjs";

const awayMs = 2_000;

/** A Redis that is started again, empty, whenever it ends; who it is now stands in a file. Undefined where none is installed. */
export async function keepRedis(pidFile) {
  let redis = await startRedis();
  if (!redis) return undefined;
  const { url, port } = redis;
  let isOver = false;
  const keeping = (async () => {
    while (!isOver) {
      writeFileSync(pidFile, String(redis.pid));
      await redis.ended;
      rmSync(pidFile, { force: true });
      if (isOver) return;
      await sleep(awayMs);
      redis = await startRedis({ port });
    }
  })();
  return {
    url,
    async stop() {
      isOver = true;
      redis.kill();
      await keeping;
    },
  };
}
