import type { Connection } from "@stationmaster/db";
import { checkStored } from "./check-stored";
import type { Acked } from "./generate-charging";
import { median, spreadOf } from "./latencies";
import type { Options } from "./main";
import { asOwner, type Crowd, putStations, required } from "./put-stations";
import type { Table } from "./results";
import { runGenerator } from "./run-generator";
import { type RunningServer, runBareServer, runOcppServer } from "./run-server";
import { factOf, type Round, runWindow } from "./run-window";

const warmUpMs = 2_000;
const wantedShare = 0.9;

/** Durable events a second while the table of meter values grows, each time beside the bare server. */
export async function meterGrowth({
  stations = 200,
  seconds = 8,
  rounds = 3,
  values = 10_000_000,
}: Options): Promise<Table> {
  const db = asOwner();
  const crowd = await putStations(db, "growth", 10, stations);
  const server = await runOcppServer(Number(required("OCPP_PORT")));
  const bare = await runBareServer(Number(required("WORKER_PORT")));
  const generator = runGenerator();
  const acked: Acked[] = [];
  const refused: string[] = [];

  async function run(against: RunningServer, round: string): Promise<Round> {
    const target = { url: against.url, stations: crowd.stations, password: crowd.password };
    const job = { kind: "charging" as const, target, idToken: crowd.idToken, round, warmUpMs, resendShare: 0 };
    const { round: result, done } = await runWindow(against, (onWindow) =>
      generator.run({ ...job, measureMs: seconds * 1000 }, onWindow),
    );
    refused.push(...done.refused);
    if (against === server) acked.push(...done.acked);
    process.stdout.write(
      `${round} ${against === server ? "ours" : "bare"}: ${Math.round(result.perSecond)} events/s\n`,
    );
    return result;
  }

  const seen: { size: number; ours: Round[]; theirs: Round[] }[] = [];
  for (const size of [1_000, values]) {
    await growTo(db, crowd, size);
    const ours: Round[] = [];
    const theirs: Round[] = [];
    for (let round = 1; round <= rounds; round++) {
      theirs.push(await run(bare, `${size}-${round}`));
      ours.push(await run(server, `${size}-${round}`));
    }
    seen.push({ size, ours, theirs });
  }
  generator.stop();
  const stored = await checkStored(db, acked);
  await Promise.all([server.stop(), bare.stop()]);
  await db.sql.end();

  const costOf = (rounds: Round[]) => median(rounds.map(({ serverUs, postgresUs }) => serverUs + postgresUs));
  const shareOf = ({ ours, theirs }: (typeof seen)[number]) =>
    median(ours.map(({ perSecond }) => perSecond)) / median(theirs.map(({ perSecond }) => perSecond));
  const [small, large] = seen as [(typeof seen)[number], (typeof seen)[number]];
  const kept = shareOf(large) / shareOf(small);
  const named = (size: number) => size.toLocaleString("en");
  return {
    title: `TransactionEvents of ${stations} stations with ${seen.map(({ size }) => named(size)).join(" and ")} meter values in the table (${rounds} × ${seconds} s each, beside bare; medians)`,
    columns: ["meter values", "bare/s", "events/s", "of bare", "p50 ms", "p99", "server + postgres µs/event"],
    rows: seen.map((one) => {
      const spread = spreadOf(one.ours.flatMap(({ times }) => times));
      const [rate, bareRate] = [one.ours, one.theirs].map((rounds) => median(rounds.map(({ perSecond }) => perSecond)));
      return [
        named(one.size),
        bareRate!,
        rate!,
        `${(100 * shareOf(one)).toFixed(1)} %`,
        spread.p50,
        spread.p99,
        costOf(one.ours),
      ];
    }),
    notes: [...stored.notes, ...refused.slice(0, 5).map((answer) => `refused: ${answer}`)],
    facts: {
      seen: seen.map(({ size, ours, theirs }) => ({ size, ours: ours.map(factOf), theirs: theirs.map(factOf) })),
      stored,
    },
    how: "The table of meter values is filled for the same stations, and the same load as in throughput runs before and after, beside the bare server: the shares of the bare server are compared, since the machine itself is not the same from minute to minute.",
    promises: [
      {
        promise: `Throughput does not fall between a thousand and ${named(values)} meter values`,
        figure: `${(100 * shareOf(small)).toFixed(1)} % of bare, then ${(100 * shareOf(large)).toFixed(1)} %; ${costOf(small.ours).toFixed(0)} µs of processor an event, then ${costOf(large.ours).toFixed(0)}`,
        isHeld: kept >= wantedShare,
      },
    ],
    isSound: stored.isSound && refused.length === 0,
  };
}

/** Values of the last hours before now, evenly over the stations, as their own would look. */
async function growTo({ sql }: Connection, { tenantIds }: Crowd, size: number): Promise<void> {
  await sql`
    insert into meter_values (tenant_id, station_id, evse_id, at, received_at, context, energy_wh, power_w, samples)
    select s.tenant_id, s.id, 1, at, at, 'Sample.Periodic', 100000 + n, 7360,
      '[{"value":7360,"measurand":"Power.Active.Import","unitOfMeasure":{"unit":"W"}}]'
    from (select tenant_id, id, count(*) over () as stations from stations where tenant_id = any(${tenantIds}::uuid[])) s,
      lateral (select n, now() - interval '1 hour' - n * interval '100 ms' as at from generate_series(1, ${size}::int / s.stations) n) t`;
  await sql`vacuum analyze meter_values`;
}
