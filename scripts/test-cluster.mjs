import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { start } from "./postgres.mjs";
import { startRedis } from "./redis.mjs";

/**
 * One throw-away Postgres (and Redis, where it is installed) per test run, unless TEST_DATABASE_URL or TEST_REDIS_URL
 * names one; the tests make their own databases in it.
 */
export default async function startTestCluster() {
  const stops = [];
  if (!process.env.TEST_DATABASE_URL) stops.push(await throwAwayPostgres());
  if (!process.env.TEST_REDIS_URL) stops.push(await throwAwayRedis());
  return () => Promise.all(stops.map((stop) => stop()));
}

async function throwAwayPostgres() {
  const dataDir = mkdtempSync(join(tmpdir(), "stationmaster-tests-"));
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  try {
    const cluster = await start({ dataDir, durable: false });
    process.env.TEST_DATABASE_URL = cluster.url;
    return untilExit(
      () => process.kill(cluster.pid, "SIGQUIT"),
      () => cluster.stop().finally(remove),
    );
  } catch (error) {
    remove();
    throw error;
  }
}

async function throwAwayRedis() {
  const redis = await startRedis();
  if (!redis) return () => undefined;
  process.env.TEST_REDIS_URL = redis.url;
  return untilExit(redis.kill, redis.stop);
}

// A run that is broken off must not leave a server behind either.
function untilExit(kill, stop) {
  process.once("exit", kill);
  return () => {
    process.off("exit", kill);
    return stop();
  };
}
