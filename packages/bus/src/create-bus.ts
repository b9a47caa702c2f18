import type { Bus, BusLog } from "./bus";
import { postgresBus } from "./postgres-bus";
import { redisBus } from "./redis-bus";

/** On Redis when there is one, else on Postgres. */
export function createBus({
  databaseUrl,
  redisUrl,
  log,
}: {
  databaseUrl?: string | undefined;
  redisUrl?: string | undefined;
  log?: BusLog | undefined;
}): Bus {
  if (redisUrl) return redisBus(redisUrl, log);
  if (databaseUrl) return postgresBus(databaseUrl, log);
  throw new Error("A bus needs DATABASE_URL or REDIS_URL");
}
