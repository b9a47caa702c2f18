import { checkStored } from "./check-stored";
import type { Acked } from "./generate-charging";
import { median, spreadOf } from "./latencies";
import type { Options } from "./main";
import { asOwner, type Crowd, putStations, required } from "./put-stations";
import { limitOf, type Promised, type Table } from "./results";
import { runGenerator } from "./run-generator";
import { type RunningServer, runBareServer, runOcppServer } from "./run-server";
import { factOf, type Round, runWindow } from "./run-window";

type Variant = { name: string; server: RunningServer; crowd: Crowd };

const warmUpMs = 1_500;
const resendShare = 0.01;
const wantedShare = 1 / 3;
const wantedPerSecond = 10_000;
const wantedP99Ms = 50;

/** Durable events a second, each round beside the same with a server that keeps nothing; then the answers' times at half of that. */
export async function throughput({ stations = 200, seconds = 10, rounds = 3 }: Options): Promise<Table> {
  const db = asOwner();
  const one = await putStations(db, "one", 1, stations);
  const many = await putStations(db, "many", stations, stations);
  const server = await runOcppServer(Number(required("OCPP_PORT")));
  const bare = await runBareServer(Number(required("WORKER_PORT")));
  const generator = runGenerator();
  const bareVariant = { name: "bare", server: bare, crowd: one };
  const durable: Variant[] = [
    { name: "1 tenant", server, crowd: one },
    { name: `${stations} tenants`, server, crowd: many },
  ];
  const results: (Round & { variant: string })[] = [];
  const acked: Acked[] = [];
  const refused: string[] = [];

  async function run({ name, server: against, crowd }: Variant, round: string, everyMs?: number) {
    const target = { url: against.url, stations: crowd.stations, password: crowd.password };
    const job = { kind: "charging" as const, target, idToken: crowd.idToken, round, warmUpMs, resendShare };
    const pace = everyMs === undefined ? {} : { everyMs };
    const { round: result, done } = await runWindow(against, (onWindow) =>
      generator.run({ ...job, ...pace, measureMs: seconds * 1000 }, onWindow),
    );
    process.stdout.write(`${round} ${name}: ${Math.round(result.perSecond)} events/s\n`);
    results.push({ variant: name, ...result });
    refused.push(...done.refused);
    if (against === server) acked.push(...done.acked);
  }
  const of = (name: string) => results.filter(({ variant }) => variant === name);
  const middle = (name: string, value: (round: Round) => number) => median(of(name).map(value));
  const rateOf = (name: string) => middle(name, ({ perSecond }) => perSecond);

  for (let round = 1; round <= rounds; round++) {
    for (const variant of [bareVariant, ...durable]) await run(variant, `r${round}`);
  }
  const calm = durable.map((variant) => ({ ...variant, name: `${variant.name}, half the peak` }));
  for (const [n, variant] of calm.entries())
    await run(variant, "half", (2 * 1000 * stations) / rateOf(durable[n]!.name));
  generator.stop();
  const stored = await checkStored(db, acked);
  await Promise.all([server.stop(), bare.stop()]);
  await db.sql.end();

  const bareRate = rateOf("bare");
  const promises: Promised[] = durable.flatMap(({ name }, n) => {
    const rate = rateOf(name);
    const [own, postgres] = [middle(name, ({ serverUs }) => serverUs), middle(name, ({ postgresUs }) => postgresUs)];
    const p99 = spreadOf(of(calm[n]!.name).flatMap(({ times }) => times)).p99;
    const costs = `an event costs ${(own + postgres).toFixed(0)} µs of processor, ${postgres.toFixed(0)} of them Postgres's, where the bare server takes ${middle("bare", ({ serverUs }) => serverUs).toFixed(0)}`;
    return [
      {
        promise: `At least a third of a bare server (${name})`,
        figure: `${Math.round(rate)}/s of ${Math.round(bareRate)}/s: ${((100 * rate) / bareRate).toFixed(1)} %`,
        isHeld: rate >= wantedShare * bareRate,
        ...limitOf(
          rate >= wantedShare * bareRate,
          `${((wantedShare * bareRate) / rate).toFixed(1)} times too little: ${costs}; ledger, session, meter value, message log and decision are five rows; Postgres on processors of its own would lift it to ${Math.round(1e6 / own)}/s for each OCPP server`,
        ),
      },
      {
        promise: `10,000 durable events a second on two processors (${name})`,
        figure: `${Math.round(rate)}/s`,
        isHeld: rate >= wantedPerSecond,
        ...limitOf(
          rate >= wantedPerSecond,
          `two processors of this machine have ${((2 * 1e6) / wantedPerSecond).toFixed(0)} µs for each of 10,000 events, generator included; more processors, and a second OCPP server, lift it`,
        ),
      },
      {
        promise: `p99 below ${wantedP99Ms} ms at half the peak (${name})`,
        figure: `${p99.toFixed(1)} ms`,
        isHeld: p99 < wantedP99Ms,
        ...limitOf(
          p99 < wantedP99Ms,
          "what makes the last hundredth wait are pauses on shared processors: the server's collector of garbage (10 to 40 ms), Postgres's analyze of tables that grow by half in seconds; processors of their own lift it",
        ),
      },
    ];
  });
  return {
    title: `TransactionEvents of ${stations} stations, closed loop, ${rounds} × ${seconds} s each, interleaved (medians); then at half that pace`,
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
    rows: [bareVariant, ...durable, ...calm].map(({ name }) => {
      const spread = spreadOf(of(name).flatMap(({ times }) => times));
      const used = (who: keyof Round["processors"]) => middle(name, ({ processors }) => processors[who]).toFixed(2);
      return [
        name,
        rateOf(name),
        `${((100 * rateOf(name)) / bareRate).toFixed(1)} %`,
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
    facts: { rounds: results.map(({ variant, ...round }) => ({ variant, ...factOf(round) })), stored, refused },
    how: "Each station sends its next event when the last is answered (closed loop); rounds alternate with a server that only parses, validates and answers. At half the peak events come at their hour, and their time counts from it. One event in a hundred is sent again, as after a lost answer; at the end every acknowledged event must be in the database once.",
    promises: [
      ...promises,
      {
        promise: "Every acknowledged event is stored exactly once, its meter value and the energy right",
        figure: `${stored.events} events, ${stored.resends} of them sent twice, ${stored.wrong.length} sessions wrong`,
        isHeld: stored.isSound,
      },
    ],
    isSound: stored.isSound && refused.length === 0,
  };
}
