import { median, spreadOf } from "./latencies";
import type { Options } from "./main";
import { postgresMs, processorMs } from "./processes";
import { asOwner, type Crowd, putStations, required } from "./put-stations";
import { boot, RawStation } from "./raw-station";
import { limitOf, type Table } from "./results";
import { type RunningServer, runOcppServer, runPlainServer } from "./run-server";
import { eventRequest } from "./session-frames";

type Run = { times: number[]; totalMs: number; processorUs: number };

const wantedFactor = 2;

/** One station alone, one event after the other: what an event costs when there is nothing to share with. */
export async function loneEvents({ events = 1_000, rounds = 5 }: Options): Promise<Table> {
  const db = asOwner();
  const crowd = await putStations(db, "lone", 1, 2);
  await db.sql`create table plain_events (id bigint generated always as identity primary key, tenant_id uuid not null, request jsonb not null)`;
  await db.sql`call secure_tenant_table('plain_events')`;
  const ours = await runOcppServer(Number(required("OCPP_PORT")));
  const plain = await runPlainServer(Number(required("WORKER_PORT")), crowd.tenantIds[0]!);
  const lines = {
    ours: await lineTo(ours, crowd, 0),
    plain: await lineTo(plain, crowd, 1),
  };
  const runs = { ours: [] as Run[], plain: [] as Run[] };
  for (let round = 0; round < rounds + 1; round++) {
    for (const [name, server] of [
      ["plain", plain],
      ["ours", ours],
    ] as const) {
      const run = await sendAlone(lines[name], server, `lone-${round}`, events);
      process.stdout.write(`${name}: ${run.totalMs.toFixed(0)} ms for ${events}\n`);
      // The first makes code and plans warm.
      if (round > 0) runs[name].push(run);
    }
  }
  const [stored] = await db.sql<{ count: number }[]>`
    select count(*)::int as count from transaction_events where tenant_id = ${crowd.tenantIds[0]!}`;
  await Promise.all(Object.values(lines).map((line) => line.close()));
  await Promise.all([ours.stop(), plain.stop()]);
  await db.sql.end();
  const each = (name: keyof typeof runs) => median(runs[name].map(({ totalMs }) => totalMs)) / events;
  const factor = each("ours") / each("plain");
  const isSound = stored?.count === events * (rounds + 1);
  return {
    title: `${events} lone TransactionEvents one after another, ${rounds} runs each, alternating (medians)`,
    columns: ["server", "ms an event", "p50 ms", "p99", "processor µs an event, Postgres included"],
    rows: (["plain", "ours"] as const).map((name) => {
      const spread = spreadOf(runs[name].flatMap(({ times }) => times));
      const title = name === "plain" ? "one plain transaction" : "Stationmaster";
      return [title, each(name), spread.p50, spread.p99, median(runs[name].map(({ processorUs }) => processorUs))];
    }),
    notes: [`${stored?.count} events are stored of ${events * (rounds + 1)} that were answered.`],
    facts: {
      runs: Object.fromEntries(
        Object.entries(runs).map(([name, all]) => [
          name,
          all.map(({ times, ...run }) => ({ ...run, spread: spreadOf(times) })),
        ]),
      ),
    },
    how: "One station sends its next event when the last is answered, to Stationmaster and to the simplest server that keeps an event at all: WebSocket, JSON, ajv, one transaction under row-level security with one insert, answer.",
    promises: [
      {
        promise: "A lone event costs less than twice one plain transaction",
        figure: `${each("ours").toFixed(2)} ms against ${each("plain").toFixed(2)} ms: ${factor.toFixed(2)} times`,
        isHeld: factor < wantedFactor,
        ...limitOf(
          factor < wantedFactor,
          "the statement that keeps ledger, session and meter value together takes Postgres about a millisecond to set up, whether for one event or for many; a statement of its own for events in mid-session would lift it, at the price of a second way to do the same",
        ),
      },
    ],
    isSound,
  };
}

async function lineTo(server: RunningServer, { stations, password }: Crowd, n: number): Promise<RawStation> {
  const { tenant, identity } = stations[n]!;
  const line = new RawStation(`${server.url}/${tenant}`, identity, password, false);
  await line.opened;
  await line.ask("BootNotification", boot);
  return line;
}

/** One long session in its middle: every event is an Updated with a meter value, but for the first. */
async function sendAlone(
  line: RawStation,
  { pid }: RunningServer,
  transactionId: string,
  events: number,
): Promise<Run> {
  const postmaster = Number(required("LOAD_POSTGRES_PID"));
  const used = () => processorMs(pid) + postgresMs(postmaster);
  const before = used();
  const began = performance.now();
  const times: number[] = [];
  for (let seqNo = 0; seqNo < events; seqNo++) {
    const kind = seqNo === 0 ? "started" : "updated";
    const request = eventRequest(kind, { transactionId, seqNo, registerWh: 1_000 + seqNo, idToken: "04A2B3C4D5E680" });
    const sentAt = performance.now();
    const answer = await line.ask("TransactionEvent", request);
    if (!answer.startsWith("[3,")) throw new Error(`refused: ${answer}`);
    times.push(performance.now() - sentAt);
  }
  const totalMs = performance.now() - began;
  return { times, totalMs, processorUs: ((used() - before) * 1000) / events };
}
