import { setTimeout as sleep } from "node:timers/promises";
import { type Told, things } from "./generate-quiet";
import type { StormDone } from "./generate-storm";
import type { Options } from "./main";
import { neighbours } from "./neighbours";
import { postgresMs, processorMs } from "./processes";
import { asOwner, putStations, required } from "./put-stations";
import type { Promised, Table } from "./results";
import { runGenerator } from "./run-generator";
import { runOcppServer } from "./run-server";

/** Everything comes back at once after a power cut: stations never seen before, then the same again. */
export const bootStorm = ({ stations = 1_000 }: Options): Promise<Table> =>
  storm({ name: "boot", stations, says: "BootNotification", storms: ["first boot", "again"] });

/** Stations that had booted, and whose lines are cut at once: none of them waits a moment before it comes back. */
export const reconnectStorm = ({ stations = 2_000 }: Options): Promise<Table> =>
  storm({ name: "reconnect", stations, says: "Heartbeat", storms: ["all connect", "lines cut"] });

type Plan = { name: string; stations: number; says: "BootNotification" | "Heartbeat"; storms: string[] };
type Seen = { storm: string; done: StormDone; beside: Told; processors: number[] };

const tenants = 10;
const neighbourCount = 50;
const everyMs = 1_000;
const calmMs = 5_000;

async function storm(plan: Plan): Promise<Table> {
  const { name, says } = plan;
  const db = asOwner();
  const calmCrowd = await putStations(db, "calm", tenants, neighbourCount);
  const crowd = await putStations(db, name, tenants, plan.stations);
  if (says !== "BootNotification")
    await db.sql`update stations set boot_status = 'Accepted' where tenant_id = any(${crowd.tenantIds}::uuid[])`;
  const server = await runOcppServer(Number(required("OCPP_PORT")));
  const postmaster = Number(required("LOAD_POSTGRES_PID"));
  const others = await neighbours(server.url, calmCrowd, everyMs);
  const [, calm] = await others.during(() => sleep(calmMs));
  const generator = runGenerator();
  const target = { url: server.url, stations: crowd.stations, password: crowd.password };
  const used = () => [processorMs(server.pid), postgresMs(postmaster), processorMs(generator.pid)];
  const seen: Seen[] = [];
  for (const one of plan.storms) {
    const before = used();
    const [done, beside] = await others.during(() => generator.run({ kind: "storm", target, says }));
    const processors = used().map((now, n) => (now - before[n]!) / (done.seconds * 1000));
    seen.push({ storm: one, done, beside, processors });
  }
  generator.stop();
  others.stop();
  await server.stop();
  await db.sql.end();
  return tableOf(plan, calm, seen);
}

function tableOf({ stations, says, storms }: Plan, calm: Told, seen: Seen[]): Table {
  const isBoot = says === "BootNotification";
  const failed = seen.reduce((sum, { done }) => sum + stations - done.answered, 0);
  const broken = seen.flatMap(({ beside }) => [...beside.lost, ...beside.refused]);
  const slowest = Math.max(...seen.map(({ beside }) => beside.waits.Heartbeat.p99));
  const waits = (told: Told) => things.flatMap((thing) => [told.waits[thing].p50, told.waits[thing].p99]);
  const promises: Promised[] = [
    {
      promise: `${stations} stations ${isBoot ? "boot" : "reconnect"} at once without a failed handshake${isBoot ? " or boot" : ""}`,
      figure: `${failed} of ${stations * storms.length} failed; the last was served after ${seen.map(({ storm, done }) => `${done.seconds.toFixed(1)} s (${storm})`).join(", ")}`,
      isHeld: failed === 0,
    },
    {
      promise: "No Heartbeat starves meanwhile: p99 below one second, none lost",
      figure: `p99 ${slowest.toFixed(0)} ms, at most ${Math.max(...seen.map(({ beside }) => beside.waits.Heartbeat.max)).toFixed(0)} ms (calm: p99 ${calm.waits.Heartbeat.p99.toFixed(0)} ms); ${broken.length} lost or refused`,
      isHeld: slowest < 1_000 && broken.length === 0,
    },
  ];
  return {
    title: `${stations} stations of ${tenants} tenants ${isBoot ? "connect and boot" : "connect"} at once, beside ${neighbourCount} that go on`,
    columns: [
      "storm",
      "served",
      "failed",
      "last after s",
      "handshakes/s",
      "handshake p50 ms",
      "p99",
      `${says} p50 ms`,
      "p99",
      ...things.flatMap((thing) => [`beside: ${thing} p50 ms`, "p99"]),
      "processors server/postgres/generator",
    ],
    rows: [
      ["calm", ...Array(8).fill(null), ...waits(calm), null],
      ...seen.map(({ storm, done, beside, processors }) => [
        storm,
        done.answered,
        stations - done.answered,
        done.seconds,
        done.handshake.count / done.lastOpenSeconds,
        done.handshake.p50,
        done.handshake.p99,
        done.answer.p50,
        done.answer.p99,
        ...waits(beside),
        processors.map((share) => share.toFixed(2)).join("/"),
      ]),
    ],
    notes: [
      "Last after: from the first connect to the last answer. The neighbours' waits count from the moment at which a message was due.",
      ...seen.flatMap(({ storm, done }) =>
        Object.entries(done.failures).map(([why, count]) => `${storm}: ${count} × ${why}`),
      ),
      ...broken.slice(0, 5),
    ],
    facts: { calm, seen },
    how: isBoot
      ? `All stations connect at the same moment and send their BootNotification; then all lines are cut, and the same again. Meanwhile ${neighbourCount} stations that were connected before send a Heartbeat, a StatusNotification and a TransactionEvent every second.`
      : `Booted stations connect at the same moment and send a Heartbeat; then all lines are cut at once, and none waits before it comes back. Meanwhile ${neighbourCount} stations that were connected before send a Heartbeat, a StatusNotification and a TransactionEvent every second.`,
    promises,
    isSound: failed === 0 && broken.length === 0,
  };
}
