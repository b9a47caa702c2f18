import type { Connection } from "@stationmaster/db";
import type { Queues } from "./check-jobs";

type Row = { queue: string; id: string; state: string };

export const queuesOnPostgres = ({ sql }: Connection): Queues => ({
  async unfinished() {
    const rows = await sql<Row[]>`
      select queue, id, state::text as state from bullmq.job
      where (queue <> 'upkeep' and state <> 'completed') or (queue = 'upkeep' and state = 'active')`;
    return rows.map(({ queue, id, state }) => `the job ${id} of ${queue} is ${state}`);
  },

  async hasCome(task, since, until) {
    const rounds = await sql`
      select 1 from bullmq.job where queue = 'upkeep' and state = 'completed' and data->>'task' = ${task}
        and finished_at_ms between ${since}::bigint and ${until}::bigint limit 1`;
    return rounds.length > 0;
  },

  async neverMade(reports) {
    const done = await sql<{ id: string }[]>`
      select data->>'reportId' as id from bullmq.job where queue = 'reports' and state = 'completed'`;
    const completed = new Set(done.map(({ id }) => id));
    return reports.filter((id) => !completed.has(id));
  },
});
