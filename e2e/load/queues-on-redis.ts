import { createJobs, queueNames } from "@stationmaster/jobs";
import type { Queues } from "./check-jobs";

export type OnRedis = { redisUrl: string; workerUrl: string };

const wanted = ["waiting", "active", "delayed", "failed"];
const wantedOfUpkeep = ["active"];

/** A Redis that was killed has forgotten what was done before: that a report was made is seen in its row alone. */
export function queuesOnRedis({ redisUrl, workerUrl }: OnRedis): Queues & { close(): Promise<void> } {
  const jobs = createJobs({ redisUrl });
  return {
    async unfinished() {
      const counted = await Promise.all(
        queueNames.map(async (queue) => {
          const counts = Object.entries(await jobs.count(queue));
          const states = queue === "upkeep" ? wantedOfUpkeep : wanted;
          return counts
            .filter(([state, count]) => states.includes(state) && count > 0)
            .map(([state, count]) => `${count} of ${queue} are ${state}`);
        }),
      );
      return counted.flat();
    },

    async hasCome(task, since, until) {
      // A worker that was killed last is perhaps not back yet.
      const text = await fetch(`${workerUrl}/metrics`).then(
        (response) => response.text(),
        () => "",
      );
      const [, seconds] =
        new RegExp(`^stationmaster_upkeep_done_timestamp_seconds\\{task="${task}"\\} (\\S+)$`, "m").exec(text) ?? [];
      return seconds !== undefined && Number(seconds) * 1000 >= since && Number(seconds) * 1000 <= until;
    },

    neverMade: async () => [],
    close: () => jobs.close(),
  };
}
