import type { Options } from "./main";
import { processorMs, residentBytes } from "./processes";
import { asOwner, putStations, required } from "./put-stations";
import type { Table } from "./results";
import { runGenerator } from "./run-generator";
import { runOcppServer } from "./run-server";

const mebi = 2 ** 20;

/** One station sends events as fast as its line takes them; what it costs the server, and what its neighbours notice. */
export async function eventFlood({ events = 50_000, stations = 20 }: Options): Promise<Table> {
  const db = asOwner();
  const crowd = await putStations(db, "flood", 4, stations + 1);
  const server = await runOcppServer(Number(required("OCPP_PORT")));
  const generator = runGenerator();
  const target = { url: server.url, stations: crowd.stations, password: crowd.password };
  const idle = residentBytes(server.pid);
  let peak = idle;
  const watch = setInterval(() => {
    peak = Math.max(peak, residentBytes(server.pid));
  }, 100);
  const used = processorMs(server.pid);
  const done = await generator.run({ kind: "flood", target, events, quietMs: 5_000 });
  clearInterval(watch);
  const serverUs = ((processorMs(server.pid) - used) * 1000) / events;
  const [stored] = await db.sql<{ count: number; different: number }[]>`
    select count(*)::int as count, count(distinct event_id)::int as different from station_events
    where station_id = ${crowd.stations[0]!.id}`;
  generator.stop();
  await server.stop();
  await db.sql.end();
  const seconds = done.answeredMs / 1000;
  const isSound = stored?.count === events && stored.different === events && done.refused.length === 0;
  return {
    title: `${events} NotifyEvents of one station at once, beside ${stations} neighbours`,
    columns: ["events", "stored", "answered after s", "events/s", "server µs/event", "memory before MiB", "peak MiB"],
    rows: [[events, stored?.count ?? null, seconds, events / seconds, serverUs, idle / mebi, peak / mebi]],
    notes: [
      `A neighbour waits for its stored StatusNotification, ms: before p50 ${ms(done.before.p50)}, p99 ${ms(done.before.p99)}; in the flood p50 ${ms(done.during.p50)}, p99 ${ms(done.during.p99)}, max ${ms(done.during.max)} (${done.during.count} times).`,
      "The flooding station is read no faster than its events are stored: the rest waits at its own end of the line.",
      ...done.refused.slice(0, 5).map((answer) => `refused: ${answer}`),
    ],
    facts: { ...done, stored, idle, peak },
    how: "One station sends all its events without waiting for answers; its neighbours send a StatusNotification each and wait.",
    promises: [],
    isSound,
  };
}

const ms = (value: number) => value.toFixed(1);
