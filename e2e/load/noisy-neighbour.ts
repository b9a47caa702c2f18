import { setTimeout as sleep } from "node:timers/promises";
import type { FloodDone } from "./generate-flood";
import { type Told, things } from "./generate-quiet";
import type { Options } from "./main";
import { neighbours } from "./neighbours";
import { residentBytes } from "./processes";
import { asOwner, type Crowd, putStations, required } from "./put-stations";
import { limitOf, type Promised, type Table } from "./results";
import { runGenerator } from "./run-generator";
import { runOcppServer } from "./run-server";

type Seen = { noise: string; stations: number; done: FloodDone | undefined; quiet: Told; peak: number };

const quietStations = 40;
const quietTenants = 10;
const everyMs = 500;
const mebi = 2 ** 20;
const mostMs = 100;

/** A station, and then all stations of a tenant, send as fast as they are let; what the quiet ones of other tenants notice of it. */
export async function noisyNeighbour({ stations = 100, seconds = 8 }: Options): Promise<Table> {
  const db = asOwner();
  const calm = await putStations(db, "quiet", quietTenants, quietStations);
  const loud = await putStations(db, "loud", 1, stations);
  const server = await runOcppServer(Number(required("OCPP_PORT")));
  const quiet = await neighbours(server.url, calm, everyMs);
  const generator = runGenerator();
  const seen: Seen[] = [];
  const watched = async (noise: string, of: number, work: () => Promise<FloodDone | undefined>) => {
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, residentBytes(server.pid));
    }, 100);
    const [done, told] = await quiet.during(work);
    clearInterval(watch);
    seen.push({ noise, stations: of, done, quiet: told, peak });
  };
  const noises = [1, stations].flatMap((of) =>
    (["NotifyEvent", "TransactionEvent"] as const).map((says) => ({ of, says })),
  );
  await sleep(2_000);
  await watched("none", 0, () => sleep(seconds * 1000, undefined));
  for (const [round, { of, says }] of noises.entries()) {
    const target = { url: server.url, stations: loud.stations.slice(0, of), password: loud.password };
    const noise = { says, unanswered: of === 1 ? 500 : 20, ms: seconds * 1000, idToken: loud.idToken, round };
    await watched(says, of, () => generator.run({ kind: "flood", target, noise }));
    await sleep(1_000);
  }
  generator.stop();
  quiet.stop();
  const stored = await storedOf(loud);
  await server.stop();
  await db.sql.end();
  return tableOf(seen, stored, stations);

  async function storedOf({ tenantIds }: Crowd) {
    const [row] = await db.sql<{ notified: number; charged: number }[]>`
      select (select count(distinct (station_id, event_id))::int from station_events where tenant_id = any(${tenantIds}::uuid[])) as notified,
        (select count(*)::int from transaction_events where tenant_id = any(${tenantIds}::uuid[])) as charged`;
    return row!;
  }
}

function tableOf(seen: Seen[], stored: { notified: number; charged: number }, stations: number): Table {
  const [calm, ...loud] = seen as [Seen, ...Seen[]];
  const answered = (says: string) =>
    loud.filter(({ noise }) => noise === says).reduce((sum, { done }) => sum + (done?.answered ?? 0), 0);
  const broken = seen.flatMap(({ done, quiet }) => [...(done?.refused ?? []), ...quiet.lost, ...quiet.refused]);
  const isKept = stored.notified === answered("NotifyEvent") && stored.charged === answered("TransactionEvent");
  const worst = (told: Told, of: "p50" | "p99") => Math.max(...things.map((thing) => told.waits[thing][of]));
  const beside = (promise: string, some: Seen[]): Promised => {
    const slowest = Math.max(...some.map(({ quiet }) => worst(quiet, "p99")));
    return {
      promise: `${promise}: p99 of the quiet below ${mostMs} ms, whatever they say`,
      figure: `${some.map(({ noise, quiet, done }) => `${worst(quiet, "p99").toFixed(0)} ms beside ${done?.perSecond.toFixed(0)} ${noise}s a second`).join(", ")}; ${worst(calm.quiet, "p99").toFixed(0)} ms without`,
      isHeld: slowest < mostMs,
      ...limitOf(
        slowest < mostMs,
        `${(slowest - mostMs).toFixed(0)} ms too much; the quiet wait for the flush that is under way, and for the pauses of a server and a Postgres that the flood keeps busy on the same two processors; processors of their own lift it`,
      ),
    };
  };
  return {
    title: `${quietStations} quiet stations of ${quietTenants} tenants, beside one station that floods and ${stations} of one tenant that do`,
    columns: [
      "flooding with",
      "stations",
      "answered/s",
      ...things.flatMap((thing) => [`quiet: ${thing} p50 ms`, "p99", "max"]),
      "server memory peak MiB",
    ],
    rows: seen.map(({ noise, stations: of, done, quiet, peak }) => [
      noise,
      of,
      done?.perSecond ?? null,
      ...things.flatMap((thing) => [quiet.waits[thing].p50, quiet.waits[thing].p99, quiet.waits[thing].max]),
      peak / mebi,
    ]),
    notes: [
      `Of the flood ${answered("NotifyEvent")} NotifyEvents and ${answered("TransactionEvent")} TransactionEvents were answered, ${stored.notified} and ${stored.charged} are stored.`,
      "A flooding station is read no faster than its events are stored: the rest waits at its own end of the line.",
      ...broken.slice(0, 5),
    ],
    facts: { seen, stored },
    how: `One station with 500 unanswered events at a time, then ${stations} stations of one tenant with 20 each, send NotifyEvents (a transaction each) and TransactionEvents as fast as they are answered. Beside them ${quietStations} stations of other tenants send a Heartbeat, a StatusNotification and a TransactionEvent every ${everyMs} ms each; a wait counts from the moment the message was due.`,
    promises: [
      beside(
        "A station that floods is slowed, not its neighbours",
        loud.filter(({ stations: of }) => of === 1),
      ),
      beside(
        "A tenant that floods is slowed, not its neighbours",
        loud.filter(({ stations: of }) => of > 1),
      ),
      {
        promise: "Of the flood itself all that was answered is stored, once",
        figure: `${stored.notified + stored.charged} of ${answered("NotifyEvent") + answered("TransactionEvent")}; ${broken.length} refused or lost`,
        isHeld: isKept && broken.length === 0,
      },
    ],
    isSound: isKept && broken.length === 0,
  };
}
