import { checkStored } from "./check-stored";
import type { Acked } from "./generate-charging";
import { median, spreadOf } from "./latencies";
import type { Options } from "./main";
import { postgresMs, processorMs } from "./processes";
import { asOwner, type Crowd, putStations, required } from "./put-stations";
import type { Table } from "./results";
import { runGenerator } from "./run-generator";
import { type RunningServer, runBareServer, runOcppServer } from "./run-server";

type Variant = { name: string; server: RunningServer; crowd: Crowd };
type Round = {
  variant: string;
  perSecond: number;
  times: number[];
  serverUs: number;
  postgresUs: number;
  processors: { server: number; postgres: number; generator: number };
};

const warmUpMs = 1_500;
const resendShare = 0.01;

/** Durable events a second, each round beside the same with a server that keeps nothing. */
export async function throughput({ stations = 200, seconds = 10, rounds = 3 }: Options): Promise<Table> {
  const db = asOwner();
  const port = Number(required("OCPP_PORT"));
  const one = await putStations(db, "one", 1, stations);
  const many = await putStations(db, "many", stations, stations);
  const server = await runOcppServer(port);
  const bare = await runBareServer(Number(required("WORKER_PORT")));
  const generator = runGenerator();
  const variants: Variant[] = [
    { name: "bare", server: bare, crowd: one },
    { name: "1 tenant", server, crowd: one },
    { name: `${stations} tenants`, server, crowd: many },
  ];
  const results: Round[] = [];
  const acked: Acked[] = [];
  const refused: string[] = [];
  for (let round = 1; round <= rounds; round++) {
    for (const variant of variants) {
      const done = await runRound(generator, variant, `r${round}`, seconds * 1000);
      results.push(done.round);
      refused.push(...done.refused);
      if (variant.server === server) acked.push(...done.acked);
    }
  }
  generator.stop();
  const stored = await checkStored(db, acked);
  await Promise.all([server.stop(), bare.stop()]);
  await db.sql.end();

  const of = (name: string) => results.filter(({ variant }) => variant === name);
  const middle = (name: string, value: (round: Round) => number) => median(of(name).map(value));
  const bareRate = middle("bare", ({ perSecond }) => perSecond);
  return {
    title: `TransactionEvents of ${stations} stations, closed loop, ${rounds} × ${seconds} s each, interleaved (medians)`,
    columns: [
      "server",
      "events/s",
      "of bare",
      "p50 ms",
      "p95",
      "p99",
      "max",
      "server µs/event",
      "postgres µs/event",
      "processors server/postgres/generator",
    ],
    rows: variants.map(({ name }) => {
      const spread = spreadOf(of(name).flatMap(({ times }) => times));
      const rate = middle(name, ({ perSecond }) => perSecond);
      const used = (who: keyof Round["processors"]) => middle(name, ({ processors }) => processors[who]).toFixed(2);
      return [
        name,
        rate,
        `${((100 * rate) / bareRate).toFixed(1)} %`,
        spread.p50,
        spread.p95,
        spread.p99,
        spread.max,
        middle(name, ({ serverUs }) => serverUs),
        name === "bare" ? "–" : middle(name, ({ postgresUs }) => postgresUs),
        `${used("server")}/${used("postgres")}/${used("generator")}`,
      ];
    }),
    notes: [...stored.notes, ...refused.slice(0, 5).map((answer) => `refused: ${answer}`)],
    facts: { rounds: results.map(({ times, ...round }) => ({ ...round, spread: spreadOf(times) })), stored, refused },
    how: "Each station sends its next event when the last is answered (closed loop); rounds alternate with a server that only parses, validates and answers. One event in a hundred is sent again, as after a lost answer; at the end every acknowledged event must be in the database once.",
    promises: [],
    isSound: stored.isSound && refused.length === 0,
  };
}

async function runRound(
  generator: ReturnType<typeof runGenerator>,
  { name, server, crowd }: Variant,
  round: string,
  measureMs: number,
) {
  const postmaster = Number(required("LOAD_POSTGRES_PID"));
  const used = { server: 0, postgres: 0 };
  const target = { url: server.url, stations: crowd.stations, password: crowd.password };
  const job = { kind: "charging" as const, target, idToken: crowd.idToken, round, warmUpMs, measureMs, resendShare };
  const done = await generator.run(job, (is) => {
    const sign = is === "open" ? -1 : 1;
    used.server += sign * processorMs(server.pid);
    used.postgres += sign * postgresMs(postmaster);
  });
  const share = (ms: number) => ms / done.windowMs;
  process.stdout.write(`${round} ${name}: ${Math.round((done.events * 1000) / done.windowMs)} events/s\n`);
  const result: Round = {
    variant: name,
    perSecond: (done.events * 1000) / done.windowMs,
    times: done.times,
    serverUs: (used.server * 1000) / done.events,
    postgresUs: (used.postgres * 1000) / done.events,
    processors: { server: share(used.server), postgres: share(used.postgres), generator: share(done.processorMs) },
  };
  return { round: result, acked: done.acked, refused: done.refused };
}
