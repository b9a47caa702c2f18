import type { Connection } from "@stationmaster/db";
import { type HotAction, hotActions } from "./hot-frames";
import { median, spreadOf } from "./latencies";
import type { Options } from "./main";
import { asOwner, type Crowd, putStations, required } from "./put-stations";
import { limitOf, type Promised, type Table } from "./results";
import { runGenerator } from "./run-generator";
import { type RunningServer, runBareServer, runOcppServer } from "./run-server";
import { factOf, type Round, runWindow } from "./run-window";

const warmUpMs = 1_000;
const wantedShare = 1 / 3;
const wantedP99Ms = 50;

/** The other messages that stations say over and over, each beside a server that keeps nothing, then at half their peak. */
export async function hotMessages({ stations = 200, seconds = 6, rounds = 3 }: Options): Promise<Table> {
  const db = asOwner();
  const crowd = await putStations(db, "hot", 10, stations);
  const server = await runOcppServer(Number(required("OCPP_PORT")));
  const bare = await runBareServer(Number(required("WORKER_PORT")));
  const generator = runGenerator();
  const refused: string[] = [];
  let metered = 0;

  async function run(action: HotAction, against: RunningServer, everyMs?: number): Promise<Round> {
    const target = { url: against.url, stations: crowd.stations, password: crowd.password };
    const job = { kind: "asking" as const, target, action, warmUpMs, measureMs: seconds * 1000 };
    const pace = everyMs === undefined ? {} : { everyMs };
    const { round, done } = await runWindow(against, (onWindow) => generator.run({ ...job, ...pace }, onWindow));
    process.stdout.write(`${action} ${against === bare ? "bare" : "ours"}: ${Math.round(round.perSecond)}/s\n`);
    refused.push(...done.refused);
    if (action === "MeterValues" && against === server) metered += done.answered;
    return round;
  }

  const seen: Seen[] = [];
  for (const action of hotActions) {
    const ours: Round[] = [];
    const theirs: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      theirs.push(await run(action, bare));
      ours.push(await run(action, server));
    }
    const rate = median(ours.map(({ perSecond }) => perSecond));
    seen.push({ action, ours, theirs, calm: await run(action, server, (2 * 1000 * stations) / rate) });
  }
  generator.stop();
  const stored = await countStored(db, crowd);
  await Promise.all([server.stop(), bare.stop()]);
  await db.sql.end();
  const isKept = stored.meterValues === metered && stored.reported === stations;
  return {
    title: `The other hot messages of ${stations} stations of 10 tenants, closed loop, ${rounds} × ${seconds} s each, interleaved (medians)`,
    columns: [
      "message",
      "bare/s",
      "messages/s",
      "of bare",
      "p50 ms",
      "p99",
      "at half the peak p50",
      "p99",
      "server µs",
      "postgres µs",
    ],
    rows: seen.map(rowOf),
    notes: [
      `${metered} MeterValues were answered and ${stored.meterValues} are stored; ${stored.reported} of ${stations} connectors have a status.`,
      ...refused.slice(0, 5).map((answer) => `refused: ${answer}`),
    ],
    facts: {
      seen: seen.map(({ action, ours, theirs, calm }) => ({ action, ...roundsOf({ ours, theirs, calm }) })),
      stored,
    },
    how: "Each station sends its next message when the last is answered; rounds alternate with a server that only parses, validates and answers. StatusNotification and MeterValues are answered after their commit; a Heartbeat touches no table by itself. At half the peak messages come at their hour, and their time counts from it.",
    promises: seen.flatMap(promisesOf),
    isSound: isKept && refused.length === 0,
  };
}

type Seen = { action: HotAction; ours: Round[]; theirs: Round[]; calm: Round };

const rateOf = (rounds: Round[]) => median(rounds.map(({ perSecond }) => perSecond));
const roundsOf = ({ ours, theirs, calm }: Omit<Seen, "action">) => ({
  ours: ours.map(factOf),
  theirs: theirs.map(factOf),
  calm: factOf(calm),
});

function rowOf({ action, ours, theirs, calm }: Seen): Table["rows"][number] {
  const spread = spreadOf(ours.flatMap(({ times }) => times));
  const half = spreadOf(calm.times);
  return [
    action,
    rateOf(theirs),
    rateOf(ours),
    `${((100 * rateOf(ours)) / rateOf(theirs)).toFixed(1)} %`,
    spread.p50,
    spread.p99,
    half.p50,
    half.p99,
    median(ours.map(({ serverUs }) => serverUs)),
    median(ours.map(({ postgresUs }) => postgresUs)),
  ];
}

function promisesOf({ action, ours, theirs, calm }: Seen): Promised[] {
  const share = rateOf(ours) / rateOf(theirs);
  const { p99 } = spreadOf(calm.times);
  return [
    {
      promise: `At least a third of a bare server (${action})`,
      figure: `${Math.round(rateOf(ours))}/s of ${Math.round(rateOf(theirs))}/s: ${(100 * share).toFixed(1)} %`,
      isHeld: share >= wantedShare,
      ...limitOf(
        share >= wantedShare,
        `${(wantedShare / share).toFixed(2)} times too little: each is also written to the message log, and counted; a second OCPP server lifts it`,
      ),
    },
    {
      promise: `p99 below ${wantedP99Ms} ms at half the peak (${action})`,
      figure: `${p99.toFixed(1)} ms`,
      isHeld: p99 < wantedP99Ms,
      ...limitOf(p99 < wantedP99Ms, "pauses on shared processors, as for TransactionEvents"),
    },
  ];
}

async function countStored({ sql }: Connection, { tenantIds }: Crowd) {
  const [counted] = await sql<{ meterValues: number; reported: number }[]>`
    select (select count(*)::int from meter_values where tenant_id = any(${tenantIds}::uuid[])) as "meterValues",
      (select count(*)::int from connectors where tenant_id = any(${tenantIds}::uuid[]) and status is not null) as reported`;
  return counted!;
}
