import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "@stationmaster/db";
import type { Asked } from "./check-outcomes";

export type JobsCheck = { reports: number; wrong: string[] };

type Row = { queue: string; id: string; state: string };

/** What the schedule of the worker brings most often, and how often: while it comes, so does the rest. */
const often = { task: "sweep-commands", everyMs: 15_000 };

/**
 * The queues at rest: no job is held, none waits but the next round of what repeats, each report had a job that was completed,
 * and what repeats has come in its time.
 */
export async function checkJobs(books: Connection, asked: Asked[], withinSeconds: number): Promise<JobsCheck> {
  const left = () => books.sql<Row[]>`
    select queue, id, state::text as state from bullmq.job
    where (queue <> 'upkeep' and state <> 'completed') or (queue = 'upkeep' and state = 'active')`;
  const hasCome = async () => {
    // By the clock of the worker, which was perhaps another when it came.
    const [since, until] = [Date.now() - 2 * often.everyMs, Date.now()];
    const rounds = await books.sql`
      select 1 from bullmq.job where queue = 'upkeep' and state = 'completed' and data->>'task' = ${often.task}
        and finished_at_ms between ${since}::bigint and ${until}::bigint limit 1`;
    return rounds.length > 0;
  };
  const givenUpAt = performance.now() + withinSeconds * 1000;
  let [unfinished, repeats] = [await left(), await hasCome()];
  while ((unfinished.length > 0 || !repeats) && performance.now() < givenUpAt) {
    await sleep(500);
    [unfinished, repeats] = [await left(), await hasCome()];
  }
  const done = await books.sql<{ id: string }[]>`
    select data->>'reportId' as id from bullmq.job where queue = 'reports' and state = 'completed'`;
  const completed = new Set(done.map(({ id }) => id));
  const reports = asked.filter(({ kind }) => kind === "report").map(({ id }) => id);
  const wrong = [
    ...unfinished.map(({ queue, id, state }) => `the job ${id} of ${queue} is ${state}`),
    ...reports.filter((id) => !completed.has(id)).map((id) => `no job of the report ${id} was completed`),
    ...(repeats ? [] : [`${often.task} has not come again within ${withinSeconds} s`]),
  ];
  return { reports: reports.length, wrong };
}
