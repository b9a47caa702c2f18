import { setTimeout as sleep } from "node:timers/promises";
import type { Asked } from "./check-outcomes";

export type JobsCheck = { reports: number; wrong: string[] };

/** What can be seen of the queues from outside. */
export type Queues = {
  /** Jobs that are held, that failed, or that wait, but for the next round of what repeats; each in words. */
  unfinished(): Promise<string[]>;
  /** Whether a task that repeats has come between two moments of the clock. */
  hasCome(task: string, since: number, until: number): Promise<boolean>;
  /** Those of the reports that no job was completed for, as far as the queue can know. */
  neverMade(reports: string[]): Promise<string[]>;
};

/** What the schedule of the worker brings most often, and how often: while it comes, so does the rest. */
const often = { task: "sweep-commands", everyMs: 15_000 };

/**
 * The queues at rest: no job is held, none waits but the next round of what repeats, each report had a job that was completed,
 * and what repeats has come in its time.
 */
export async function checkJobs(queues: Queues, asked: Asked[], withinSeconds: number): Promise<JobsCheck> {
  // By the clock of the worker, which was perhaps another when it came.
  const hasCome = () => queues.hasCome(often.task, Date.now() - 2 * often.everyMs, Date.now());
  const givenUpAt = performance.now() + withinSeconds * 1000;
  let [unfinished, repeats] = [await queues.unfinished(), await hasCome()];
  while ((unfinished.length > 0 || !repeats) && performance.now() < givenUpAt) {
    await sleep(500);
    [unfinished, repeats] = [await queues.unfinished(), await hasCome()];
  }
  const reports = asked.filter(({ kind }) => kind === "report").map(({ id }) => id);
  const wrong = [
    ...unfinished,
    ...(await queues.neverMade(reports)).map((id) => `no job of the report ${id} was completed`),
    ...(repeats ? [] : [`${often.task} has not come again within ${withinSeconds} s`]),
  ];
  return { reports: reports.length, wrong };
}
