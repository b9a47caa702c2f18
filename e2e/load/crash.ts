import { setTimeout as sleep } from "node:timers/promises";
import { compareBooks, notesOf, promisesOf } from "./compare-books";
import { killAndAwait, services, type Victim } from "./kill";
import type { Options } from "./main";
import { productAround } from "./make-company";
import { required } from "./put-stations";
import type { Table } from "./results";
import { type RunningProduct, underLoad } from "./under-load";

const longestPauseMs = 4_000;
const howAlone =
  "Stations charge and API clients ask for commands and reports while the OCPP server, the worker, the portal and Postgres are killed in turn at random moments. Each station keeps books of its own; afterwards they are compared with the database.";
const howOnRedis =
  "As crash, with the queues and the bus on a Redis that writes nothing down: it is killed with the others, and comes back empty after two seconds. What it held must be found again in the database.";

/** Charging stations, commands and reports on a product whose parts are killed at random; afterwards the books of both sides are compared. */
export async function crash({ stations = 200, rounds = 40 }: Options): Promise<Table> {
  return crashOn({ ...productAround(), dataDir: required("DATA_DIR") }, { stations, rounds, victims: [...services] });
}

/** The same where queues and bus are on a Redis that keeps nothing: it comes back empty. */
export async function crashRedis({ stations = 100, rounds = 15 }: Options): Promise<Table> {
  const onRedis = { redisUrl: required("REDIS_URL"), workerUrl: `http://127.0.0.1:${required("WORKER_PORT")}` };
  return crashOn(
    { ...productAround(), dataDir: required("DATA_DIR"), onRedis },
    { stations, rounds, victims: ["redis", ...services] },
  );
}

export async function crashOn(
  product: RunningProduct,
  { stations, rounds, victims }: { stations: number; rounds: number; victims: Victim[] },
): Promise<Table> {
  const kills = Object.fromEntries(victims.map((victim) => [victim, 0])) as Record<Victim, number>;
  const load = await underLoad(product, { name: "crash", stations }, async () => {
    for (let round = 0; round < rounds; round++) {
      await sleep(500 + Math.random() * longestPauseMs);
      // Each part in turn, so that a short run leaves none out; the moment is left to chance.
      const victim = victims[round % victims.length]!;
      await killAndAwait(product.dataDir, victim);
      kills[victim] += 1;
    }
  });
  const compared = await compareBooks(product, load);
  const { stored, outcomes, jobs, cutLines, refused, commands, reports, isSound } = compared;
  return {
    title: `${rounds} times SIGKILL under ${load.stations.length} charging stations`,
    columns: [
      "kills",
      "cut lines",
      "events answered",
      "missing or wrong",
      "CALLERRORs",
      "commands",
      "reports",
      "untrue outcomes",
      "jobs stuck or lost",
    ],
    rows: [
      [
        Object.entries(kills)
          .map(([victim, times]) => `${victim} ${times}`)
          .join(", "),
        ...[cutLines, stored.events, stored.wrong.length, refused.length, commands, reports],
        ...[outcomes.untrue.length, jobs.wrong.length],
      ],
    ],
    notes: notesOf(compared),
    facts: { kills, cutLines, stored, outcomes, jobs, refused: refused.length },
    how: product.onRedis ? howOnRedis : howAlone,
    promises: promisesOf(compared, {
      meanwhile: product.onRedis
        ? "Redis with all it holds, and every other part, is killed"
        : "every part is killed at random",
      what: `${rounds} times SIGKILL`,
    }),
    isSound,
  };
}
