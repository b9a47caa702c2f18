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
  const facts: Fact[] = [];
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
  const kibibytes = facts.map(({ perConnection }) => perConnection / 1024);
  const promised = ["plain", "with permessage-deflate in use"].map((how, n) => ({
    promise: `${count} idle connections on one process, ${how}: below ${mostKibibytes[n]} KiB each`,
    figure: `${kibibytes[n]!.toFixed(1)} KiB, ${facts[n]!.open} open, ${(facts[n]!.after / mebi).toFixed(0)} MiB in all`,
    isHeld: facts[n]!.open === count && kibibytes[n]! < mostKibibytes[n]!,
  }));
  return {
    title: `Memory of the OCPP server per idle connection (${count} connections)`,
    columns: ["connections", "open", "before MiB", "after MiB", "KiB each", "at the end of connecting MiB"],
    rows,
    notes: [
      "Resident memory as the system counts it, once it has stopped falling; what Node.js keeps free for later counts too.",
      "With permessage-deflate each station compresses what it sends. What bounds it: windows of 10 and 11 bits, no context kept between messages, memory level 3, and answers below 1 KiB go as they are.",
    ],
    facts,
    how: "Stations connect, boot, send a Heartbeat and then say nothing, once plain and once with permessage-deflate, each time to a fresh server. What the server's resident memory has grown by, once it stands still, is divided by their number.",
    promises: promised,
    isSound,
  };
}

type Fact = {
  compression: boolean;
  open: number;
  compressing: number;
  before: number;
  after: number;
  peak: number;
  perConnection: number;
};

/** Plain, and with permessage-deflate. */
const mostKibibytes = [64, 96];
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
