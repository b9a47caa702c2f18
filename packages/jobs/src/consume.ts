import { inLogScope, isAway } from "@stationmaster/runtime";
import { UnrecoverableError } from "bullmq";
import { type BrokerJob, connectBroker, type Whereabouts, waitedMs } from "./broker";
import { JobRefusedError } from "./define-queue";
import { definitionOf, type Payload, parsePayload, type QueueName } from "./queues";

export interface Handling<Name extends QueueName> {
  handle(payload: Payload<Name>, job: { attempt: number; progress(percent: number): Promise<void> }): Promise<void>;
  /** Called when it failed and is not tried again. */
  giveUp?(payload: Payload<Name>, error: Error): Promise<void>;
  /** Called with each job's end, for metrics. */
  done?(end: JobEnd<Name>): void;
  concurrency?: number;
}

export interface JobEnd<Name extends QueueName> {
  outcome: "completed" | "retried" | "failed";
  seconds: number;
  /** Undefined when the queue does not take such a job. */
  payload: Payload<Name> | undefined;
  /** How long it waited to be taken for the first time; undefined when it was tried before. */
  waitedSeconds: number | undefined;
}

export interface Consumer {
  isRunning(): boolean;
  /** Takes no more jobs and waits for those under way. */
  close(): Promise<void>;
}

/** While the database is away BullMQ says so many times a second; once in a while is enough. */
const quietMs = 10_000;

/** How often a worker may die with a job in its hands: every one of them may be begun anew. */
const maxStalledCount = 20;

function sparing(pauseMs: number, tell: (error: Error) => void) {
  let toldAt = Number.NEGATIVE_INFINITY;
  return (error: Error) => {
    if (performance.now() - toldAt < pauseMs) return;
    toldAt = performance.now();
    tell(error);
  };
}

/** Works on the jobs of one queue. Rejects when the queues' tables are not there: migrate first. */
export async function consume<Name extends QueueName>(
  name: Name,
  whereabouts: Whereabouts,
  { handle, giveUp, done, concurrency = 2 }: Handling<Name>,
): Promise<Consumer> {
  const { log } = whereabouts;
  const broker = connectBroker(whereabouts, 3);
  const options = { concurrency, autorun: false, runRetryDelay: 2_000, drainDelay: 5, maxStalledCount };
  let closing: Promise<void> | undefined;
  const worker = broker.worker(name, work, options);
  worker.on(
    "error",
    sparing(quietMs, (error) => log?.warn({ err: error, queue: name }, "a consumer has trouble")),
  );

  function work(job: BrokerJob): Promise<void> {
    return inLogScope({ queue: name, ...(job.id === undefined ? {} : { jobId: job.id }) }, () => workOn(job));
  }

  async function workOn(job: BrokerJob) {
    const began = performance.now();
    const waitedSeconds = job.attemptsMade === 0 ? waitedMs(job) / 1_000 : undefined;
    let payload: Payload<Name> | undefined;
    const end = (outcome: JobEnd<Name>["outcome"]) =>
      done?.({ outcome, seconds: (performance.now() - began) / 1_000, payload, waitedSeconds });
    try {
      payload = parsePayload(name, job.data);
      await handle(payload, {
        attempt: job.attemptsMade + 1,
        progress: (percent) => job.updateProgress(percent),
      });
      end("completed");
    } catch (error) {
      const most = isAway(error) ? job.opts.attempts : definitionOf(name).attempts;
      const isLast = error instanceof JobRefusedError || job.attemptsMade + 1 >= (most ?? 1);
      const fields = { err: error, attempt: job.attemptsMade + 1 };
      log?.[isLast ? "error" : "warn"](fields, isLast ? "a job failed" : "a job failed and is tried again");
      end(isLast ? "failed" : "retried");
      if (isLast) await tellGivenUp(job, error);
      if (isLast) throw new UnrecoverableError(error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  async function tellGivenUp(job: BrokerJob, error: unknown) {
    if (!giveUp || error instanceof JobRefusedError) return;
    try {
      await giveUp(parsePayload(name, job.data), error instanceof Error ? error : new Error(String(error)));
    } catch (second) {
      log?.error({ err: second }, "the failure of a job could not be recorded");
    }
  }

  try {
    await worker.waitUntilReady();
  } catch (error) {
    await worker.close(true).catch(() => undefined);
    await broker.close();
    throw error;
  }
  worker.run().catch((error) => log?.error({ err: error, queue: name }, "a consumer has stopped"));

  return {
    isRunning: () => worker.isRunning(),
    close() {
      closing ??= worker.close().then(broker.close);
      return closing;
    },
  };
}
