import type { Logger } from "@stationmaster/runtime";
import {
  type Job as BullJob,
  createPostgresBackend,
  type PgPool,
  Queue,
  type QueueOptions,
  Worker,
  type WorkerOptions,
  withBackend,
} from "bullmq";
import pg from "pg";
import { jobsSchema } from "./migrate-jobs";

export type JobsLog = Pick<Logger, "info" | "warn" | "error">;

export interface Whereabouts {
  /** Of a role that may use the tables of the schema bullmq. */
  databaseUrl?: string | undefined;
  redisUrl?: string | undefined;
  log?: JobsLog | undefined;
}

export type BrokerJob = BullJob;

/** Since the moment it could have been taken. */
export const waitedMs = ({ timestamp, opts }: BrokerJob): number =>
  Math.max(0, Date.now() - timestamp - (opts.delay ?? 0));
type Process = (job: BrokerJob) => Promise<unknown>;
type Without<Options> = Omit<Options, "connection" | "prefix">;

/** The same queues on Redis or on Postgres. */
export interface Broker {
  queue(name: string, options?: Without<QueueOptions>): Queue;
  worker(name: string, process: Process, options: Without<WorkerOptions>): Worker;
  close(): Promise<void>;
}

export function connectBroker({ databaseUrl, redisUrl, log }: Whereabouts, maxConnections: number): Broker {
  if (redisUrl) return redisBroker(redisUrl);
  if (databaseUrl) return postgresBroker(databaseUrl, maxConnections, log);
  throw new Error("Jobs need DATABASE_URL or REDIS_URL");
}

function redisBroker(url: string): Broker {
  // The braces keep all keys of one queue on one node of a Redis Cluster.
  const prefix = "{stationmaster}";
  return {
    queue: (name, options) =>
      new Queue(name, { ...options, prefix, connection: { url, maxRetriesPerRequest: 1, enableOfflineQueue: false } }),
    worker: (name, process, options) =>
      new Worker(name, process, { ...options, prefix, connection: { url, maxRetriesPerRequest: null } }),
    close: async () => undefined,
  };
}

function postgresBroker(databaseUrl: string, max: number, log?: JobsLog): Broker {
  const on = withBackend(createPostgresBackend);
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max,
    options: `-c search_path=${jobsSchema}`,
    application_name: "stationmaster jobs",
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // An idle connection that breaks is replaced; without a listener it would end the process.
  pool.on("error", (error) => log?.warn({ err: error }, "the jobs lost a connection"));
  const connection = asBullPool(pool);
  return {
    queue: (name, options) => asPlain(new on.Queue(name, { ...options, connection })),
    worker: (name, process, options) => asPlain(new on.Worker(name, process, { ...options, connection })),
    close: () => pool.end(),
  };
}

/** The classes differ by the type of their backend alone, which nobody here looks at. */
function asPlain<Plain extends Queue | Worker>(bound: unknown): Plain {
  return bound as Plain;
}

/** What BullMQ asks of a pool is a part of what pg gives, but its own words for it differ in `this` and overloads. */
function asBullPool(pool: pg.Pool): PgPool {
  return pool as unknown as PgPool;
}
