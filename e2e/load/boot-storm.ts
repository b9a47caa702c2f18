import type { Options } from "./main";
import { postgresMs, processorMs } from "./processes";
import { asOwner, putStations, required } from "./put-stations";
import type { Table } from "./results";
import { runGenerator } from "./run-generator";
import { runOcppServer } from "./run-server";

/** Everything comes back at once after a power cut: twice, to stations never seen before and to the same again. */
export async function bootStorm({ stations: count = 1_000 }: Options): Promise<Table> {
  const db = asOwner();
  const crowd = await putStations(db, "storm", 10, count);
  const server = await runOcppServer(Number(required("OCPP_PORT")));
  const generator = runGenerator();
  const postmaster = Number(required("LOAD_POSTGRES_PID"));
  const target = { url: server.url, stations: crowd.stations, password: crowd.password };
  const rows: Table["rows"] = [];
  const facts = [];
  let isSound = true;
  for (const storm of ["first boot", "again"]) {
    const before = {
      server: processorMs(server.pid),
      postgres: postgresMs(postmaster),
      generator: processorMs(generator.pid),
    };
    const done = await generator.run({ kind: "storm", target });
    const share = (used: number) => used / (done.seconds * 1000);
    const processors = {
      server: share(processorMs(server.pid) - before.server),
      postgres: share(postgresMs(postmaster) - before.postgres),
      generator: share(processorMs(generator.pid) - before.generator),
    };
    const failed = Object.values(done.failures).reduce((sum, one) => sum + one, 0);
    isSound &&= done.accepted === count;
    rows.push([
      storm,
      count,
      done.accepted,
      failed,
      done.seconds,
      done.handshake.count / done.lastOpenSeconds,
      done.handshake.p50,
      done.handshake.p99,
      done.boot.p50,
      done.boot.p99,
      `${processors.server.toFixed(2)}/${processors.postgres.toFixed(2)}/${processors.generator.toFixed(2)}`,
    ]);
    facts.push({ storm, ...done, processors });
  }
  const booted = await db.sql<{ count: number }[]>`
    select count(*)::int as count from stations where boot_status = 'Accepted' and tenant_id = any(${crowd.tenantIds}::uuid[])`;
  isSound &&= booted[0]?.count === count;
  generator.stop();
  await server.stop();
  await db.sql.end();
  return {
    title: `Boot storm: ${count} stations of 10 tenants connect and boot at once`,
    columns: [
      "storm",
      "stations",
      "accepted",
      "failed",
      "last after s",
      "handshakes/s",
      "handshake p50 ms",
      "p99",
      "boot p50 ms",
      "p99",
      "processors server/postgres/generator",
    ],
    rows,
    notes: [
      `${booted[0]?.count} stations stand in the database as Accepted.`,
      "last after: from the first connect to the last BootNotificationResponse with Accepted.",
    ],
    facts,
    how: "All stations connect and send their BootNotification at the same moment; the same again when their lines were cut at once.",
    promises: [],
    isSound,
  };
}
