import type { Options } from "./main";
import { residentBytes } from "./processes";
import { asOwner, putStations, required } from "./put-stations";
import type { Table } from "./results";
import { runGenerator } from "./run-generator";
import { runOcppServer } from "./run-server";

/** What the process grows by for each station that is connected, has booted, and says nothing. A server of its own for each row. */
export async function idleMemory({ stations: count = 2_000 }: Options): Promise<Table> {
  const db = asOwner();
  const crowd = await putStations(db, "idle", 10, count + warmUps);
  const port = Number(required("OCPP_PORT"));
  const rows: Table["rows"] = [];
  const facts = [];
  let isSound = true;
  for (const compression of [false, true]) {
    const server = await runOcppServer(port);
    const generator = runGenerator();
    const hold = (stations: typeof crowd.stations) =>
      generator.run({
        kind: "holding",
        target: { url: server.url, stations, password: crowd.password },
        compression,
        atOnce: 20,
      });
    // The first stations make the server compile its code and open its pools, which no later one pays for.
    await hold(crowd.stations.slice(0, warmUps));
    const before = await settled(server.pid);
    const done = await hold(crowd.stations.slice(warmUps));
    const peak = residentBytes(server.pid);
    const after = await settled(server.pid);
    const open = done.open - warmUps;
    isSound &&= open === count && (compression ? done.compressing === done.open : done.compressing === 0);
    rows.push([
      compression ? "permessage-deflate, used" : "plain",
      open,
      before / mebi,
      after / mebi,
      (after - before) / open / 1024,
      peak / mebi,
    ]);
    facts.push({
      compression,
      open,
      compressing: done.compressing,
      before,
      after,
      peak,
      perConnection: (after - before) / open,
    });
    await generator.run({ kind: "release" });
    generator.stop();
    await server.stop();
  }
  await db.sql.end();
  return {
    title: `Memory of the OCPP server per idle connection (${count} connections)`,
    columns: ["connections", "open", "before MiB", "after MiB", "KiB each", "at the end of connecting MiB"],
    rows,
    notes: [
      "Resident memory as the system counts it, once it has stopped falling; what Node.js keeps free for later counts too.",
    ],
    facts,
    how: "Connections that booted and then say nothing; resident memory of the server, once it stands still, over their number.",
    promises: [],
    isSound,
  };
}

const warmUps = 200;
const mebi = 2 ** 20;

/** Resident memory once it has not moved by more than one part in a hundred for five seconds. */
async function settled(pid: number): Promise<number> {
  const givenUpAt = Date.now() + 60_000;
  let steadySince = Date.now();
  let reference = residentBytes(pid);
  while (Date.now() - steadySince < 5_000 && Date.now() < givenUpAt) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const now = residentBytes(pid);
    if (Math.abs(now - reference) <= reference / 100) continue;
    reference = now;
    steadySince = Date.now();
  }
  return residentBytes(pid);
}
