import { checkJobs, type JobsCheck } from "./check-jobs";
import { type Asked, checkOutcomes, type Outcomes } from "./check-outcomes";
import { checkStored, type StoredCheck } from "./check-stored";
import { openBooks } from "./kill";
import { queuesOnPostgres } from "./queues-on-postgres";
import { queuesOnRedis } from "./queues-on-redis";
import type { Promised } from "./results";
import { deadlineSeconds, type Load, type RunningProduct } from "./under-load";

/** What was done to the product: in words for every time, and as it went this time. */
export type Harm = { meanwhile: string; what: string };

export type Compared = {
  stored: StoredCheck;
  outcomes: Outcomes;
  jobs: JobsCheck;
  cutLines: number;
  refused: string[];
  commands: number;
  reports: number;
  isSound: boolean;
};

/** A report whose job was lost on its way is found by the sweep after so long at most. */
const sweepSeconds = 120;

/** The books that stations and clients kept beside those of the database, once everything has come to rest. */
export async function compareBooks({ dataDir, onRedis }: RunningProduct, { stations, asked }: Load): Promise<Compared> {
  const books = openBooks(dataDir);
  const redis = onRedis && queuesOnRedis(onRedis);
  try {
    const sessions = stations.flatMap((station) => station.sessions);
    const stored = await checkStored(books, sessions, "most");
    const answered = new Map(stations.flatMap((station) => [...station.answered]));
    const [outcomes, jobs] = await Promise.all([
      checkOutcomes(books, asked, answered, deadlineSeconds + sweepSeconds),
      checkJobs(redis ?? queuesOnPostgres(books), asked, deadlineSeconds + sweepSeconds),
    ]);
    const count = (kind: Asked["kind"]) => asked.filter((one) => one.kind === kind).length;
    return {
      ...{ stored, outcomes, jobs, commands: count("command"), reports: count("report") },
      cutLines: stations.reduce((sum, station) => sum + station.reconnects, 0),
      refused: stations.flatMap((station) => station.refused),
      isSound: stored.isSound && outcomes.untrue.length === 0 && jobs.wrong.length === 0,
    };
  } finally {
    await redis?.close();
    await books.sql.end();
  }
}

/** What is promised whatever happens. */
export const promisesOf = (
  { stored, outcomes, jobs, commands, reports }: Compared,
  { meanwhile, what }: Harm,
): Promised[] => [
  {
    promise: `Every acknowledged event is stored exactly once while ${meanwhile}`,
    figure: `${stored.events} events, ${stored.resends} sent again, ${stored.wrong.length} sessions wrong; ${what}`,
    isHeld: stored.isSound,
  },
  {
    promise: `Every command and report has a true outcome while ${meanwhile}`,
    figure: `${commands} commands and ${reports} reports, ${outcomes.untrue.length} untrue`,
    isHeld: outcomes.untrue.length === 0,
  },
  {
    promise: `Every job ran, harmlessly if twice, while ${meanwhile}`,
    figure: `${jobs.reports} jobs of reports completed, what repeats came again, ${jobs.wrong.length} stuck or lost`,
    isHeld: jobs.wrong.length === 0,
  },
];

export const notesOf = ({ stored, outcomes, jobs, refused }: Compared): string[] => [
  ...stored.notes,
  `Outcomes of commands and reports: ${Object.entries(outcomes.counts)
    .map(([outcome, times]) => `${outcome} ${times}`)
    .join(", ")}.`,
  ...outcomes.untrue.slice(0, 5),
  ...jobs.wrong.slice(0, 5),
  ...refused.slice(0, 3).map((answer) => `refused, sent again: ${answer}`),
];
