import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { metrics } from "@stationmaster/runtime";
import type { Queue } from "bullmq";
import { connectBroker, type Whereabouts, waitedMs } from "./broker";
import { definitionOf, type Job, parsePayload, type QueueName, queueNames } from "./queues";

/** A job that comes again by itself, known by its name: asking again changes its interval. */
export interface Repeated {
  name: string;
  everyMs: number;
  job: Job;
}

export interface Jobs {
  /** Resolves once it is kept. Ids only: what is to be done stands in the database. */
  enqueue(job: Job): Promise<void>;
  /** From now on these repeat, and what is not among them does so no more. Asked again, it mends what the queue has lost of them. */
  repeat(table: readonly Repeated[]): Promise<void>;
  /** What waits for its next try waits no longer: after the clock was set back, that moment is far away. */
  hurry(): Promise<void>;
  /** How many jobs of a queue are waiting, active, delayed, failed. */
  count(queue: QueueName): Promise<Record<string, number>>;
  /** How long the next one to be taken has waited; 0 when none waits. */
  oldestWaitingMs(queue: QueueName): Promise<number>;
  close(): Promise<void>;
}

const day = 24 * 3600;
const notTaken = metrics.counter("stationmaster_jobs_not_taken_total", "Attempts to queue a job that failed", [
  "queue",
]);

export function createJobs(whereabouts: Whereabouts): Jobs {
  const broker = connectBroker(whereabouts, 2);
  let closing: Promise<void> | undefined;
  const opened = new Map<QueueName, Promise<Queue>>();

  const queueOf = (name: QueueName): Promise<Queue> => {
    const known = opened.get(name);
    if (known) return known;
    const opening = open(name).catch((error) => {
      // A queue that met no database does not recover, so the next job tries with a new one.
      opened.delete(name);
      throw error;
    });
    opened.set(name, opening);
    return opening;
  };

  async function open(name: QueueName): Promise<Queue> {
    const queue = broker.queue(name);
    queue.on("error", (error) => whereabouts.log?.warn({ err: error, queue: name }, "a queue has trouble"));
    try {
      await queue.waitUntilReady();
      return queue;
    } catch (error) {
      await queue.close().catch(() => undefined);
      throw error;
    }
  }

  async function closeAll() {
    const queues = await Promise.allSettled(opened.values());
    await Promise.all(queues.map((queue) => (queue.status === "fulfilled" ? queue.value.close() : undefined)));
    await broker.close();
  }

  return {
    async enqueue({ queue: name, ...given }) {
      const payload = parsePayload(name, given);
      try {
        const queue = await queueOf(name);
        const job = await queue.add(name, payload, optionsOf(name, payload));
        // What failed keeps its id for a while; whoever asks again wants it tried again.
        if (definitionOf(name).idOf(payload) && (await job.isFailed()))
          await job.retry("failed", { resetAttemptsMade: true });
      } catch (error) {
        notTaken.inc({ queue: name });
        throw error;
      }
    },

    async repeat(table) {
      for (const name of queueNames) {
        const rows = table.filter(({ job }) => job.queue === name);
        const queue = await queueOf(name);
        const known = new Map((await queue.getJobSchedulers()).map((scheduler) => [scheduler.key, scheduler]));
        for (const { name: id, everyMs, job } of rows) {
          const { queue: _, ...given } = job;
          const payload = parsePayload(name, given);
          const { every, next = 0, template } = known.get(id) ?? {};
          // Set while the clock was ahead, its next round would not come before then, whatever is asked now.
          const isFarAway = next > Date.now() + 2 * everyMs;
          if (Number(every) === everyMs && !isFarAway && isDeepStrictEqual(template?.data, payload)) continue;
          if (isFarAway) await queue.removeJobScheduler(id);
          await queue.upsertJobScheduler(id, { every: everyMs }, { name, data: payload, opts: keeping(name) });
        }
        for (const key of known.keys()) {
          if (!rows.some((row) => row.name === key)) await queue.removeJobScheduler(key);
        }
      }
    },

    async hurry() {
      for (const name of queueNames) await (await queueOf(name)).promoteJobs();
    },

    async count(name) {
      return (await queueOf(name)).getJobCounts("waiting", "active", "delayed", "failed");
    },

    async oldestWaitingMs(name) {
      const [oldest] = await (await queueOf(name)).getWaiting(0, 0);
      return oldest ? waitedMs(oldest) : 0;
    },

    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}

// Left to itself, BullMQ numbers jobs by a sequence that it makes on the way, which the app's role may not.
const optionsOf = (name: QueueName, payload: object) => ({
  ...keeping(name),
  jobId: definitionOf(name).idOf(payload) ?? randomUUID(),
});

const keeping = (name: QueueName) => {
  const { attempts, attemptsWhileAway, backoffMs } = definitionOf(name);
  return {
    attempts: attemptsWhileAway ?? attempts,
    backoff: { type: "exponential", delay: backoffMs },
    removeOnComplete: { age: day, count: 1_000 },
    removeOnFail: { age: 14 * day, count: 5_000 },
  };
};
