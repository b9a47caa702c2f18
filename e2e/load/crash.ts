import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "@stationmaster/db";
import { checkStored } from "./check-stored";
import { InsistingStation } from "./insisting-station";
import { killAndAwait, openBooks, type Victim, victims } from "./kill";
import type { Options } from "./main";
import { type Company, makeCompany, type Product, productAround } from "./make-company";
import { required } from "./put-stations";
import type { Table } from "./results";

export type CrashingProduct = Product & { dataDir: string };
type Asked = { id: string; kind: "command" | "report" };

const companies = 2;
const longestPauseMs = 4_000;
/** So long may a command wait for a station, and so must we until its outcome must be known. */
const deadlineSeconds = 30;

/** Charging stations, commands and reports on a product whose parts are killed at random; afterwards the books of both sides are compared. */
export async function crash({ stations = 200, rounds = 40 }: Options): Promise<Table> {
  return crashOn({ ...productAround(), dataDir: required("DATA_DIR") }, { stations, rounds });
}

export async function crashOn(
  product: CrashingProduct,
  { stations, rounds }: { stations: number; rounds: number },
): Promise<Table> {
  const made = await Promise.all(
    Array.from({ length: companies }, (_, n) =>
      makeCompany(product, `crash-${n + 1}`, Math.ceil(stations / companies)),
    ),
  );
  const all = made.flatMap(({ places }) => places).map((place) => new InsistingStation(place));
  const lives = Promise.all(all.map((station) => station.live()));
  const clock = { isOver: false };
  const asking = Promise.all(made.map((company) => askOn(company, clock)));
  const kills = Object.fromEntries(victims.map((victim) => [victim, 0])) as Record<Victim, number>;
  for (let round = 0; round < rounds; round++) {
    await sleep(500 + Math.random() * longestPauseMs);
    // Each part in turn, so that a short run leaves none out; the moment is left to chance.
    const victim = victims[round % victims.length]!;
    await killAndAwait(product.dataDir, victim);
    kills[victim] += 1;
  }
  for (const station of all) station.end();
  clock.isOver = true;
  const asked = (await asking).flat();
  await lives;

  const books = openBooks(product.dataDir);
  const stored = await checkStored(
    books,
    all.flatMap(({ sessions }) => sessions),
    "most",
  );
  const outcomes = await checkOutcomes(books, asked, new Map(all.flatMap(({ answered }) => [...answered])));
  await books.sql.end();
  const count = (kind: Asked["kind"]) => asked.filter((one) => one.kind === kind).length;
  const reconnects = all.reduce((sum, station) => sum + station.reconnects, 0);
  const refused = all.flatMap((station) => station.refused);
  return {
    title: `${rounds} times SIGKILL under ${all.length} charging stations`,
    columns: [
      "kills",
      "cut lines",
      "events answered",
      "missing or wrong",
      "CALLERRORs",
      "commands",
      "reports",
      "untrue outcomes",
    ],
    rows: [
      [
        Object.entries(kills)
          .map(([victim, times]) => `${victim} ${times}`)
          .join(", "),
        reconnects,
        stored.events,
        stored.wrong.length,
        refused.length,
        count("command"),
        count("report"),
        outcomes.untrue.length,
      ],
    ],
    notes: [
      ...stored.notes,
      `Outcomes of commands and reports: ${Object.entries(outcomes.counts)
        .map(([outcome, times]) => `${outcome} ${times}`)
        .join(", ")}.`,
      ...outcomes.untrue.slice(0, 5),
      ...refused.slice(0, 3).map((answer) => `refused, sent again: ${answer}`),
    ],
    facts: { kills, reconnects, stored, outcomes, refused: refused.length },
    how: "Stations charge and API clients ask for commands and reports while the OCPP server, the worker, the portal and Postgres are killed in turn at random moments. Each station keeps books of its own; afterwards they are compared with the database.",
    promises: [
      {
        promise: "Every acknowledged event is stored exactly once",
        figure: `${stored.events} events over ${rounds} kills, ${stored.wrong.length} sessions wrong`,
        isHeld: stored.isSound,
      },
      {
        promise: "Every command and report has a true outcome",
        figure: `${count("command")} commands and ${count("report")} reports, ${outcomes.untrue.length} untrue`,
        isHeld: outcomes.untrue.length === 0,
      },
    ],
    isSound: stored.isSound && outcomes.untrue.length === 0,
  };
}

/** Asks for commands and now and then a report, while there is somebody to ask; what was taken on is owed an outcome. */
async function askOn({ call, places }: Company, clock: { isOver: boolean }): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (let n = 0; !clock.isOver; n++) {
    const isReport = n % 10 === 5;
    const path = isReport
      ? "/reports"
      : `/stations/${places[n % places.length]!.identity}/commands/GetLocalListVersion?deadline=${deadlineSeconds}`;
    const month = { kind: "transactions", from: "2026-01-01T00:00:00Z", to: "2027-12-31T00:00:00Z" };
    // The portal may be away: what it did not answer, nobody was promised.
    const answer = await call("POST", path, isReport ? month : {}).catch(() => undefined);
    if (answer && answer.status < 300)
      asked.push({ id: (answer.body as { id: string }).id, kind: isReport ? "report" : "command" });
    else if (answer && answer.status < 500)
      throw new Error(`${path} was refused: ${answer.status} ${JSON.stringify(answer.body)}`);
    await sleep(100);
  }
  return asked;
}

type Outcome = { id: string; status: string; message_id: string | null };

/** Every promise has come to its end, and no command is said to be answered that its station has not answered. */
async function checkOutcomes(books: Connection, asked: Asked[], answered: Map<string, string>) {
  const idsOf = (kind: Asked["kind"]) => asked.filter((one) => one.kind === kind).map(({ id }) => id);
  const read = async (): Promise<Outcome[]> => [
    ...(await books.sql<
      Outcome[]
    >`select id, status, message_id from station_commands where id = any(${idsOf("command")})`),
    ...(await books.sql<
      Outcome[]
    >`select id, status, null as message_id from reports where id = any(${idsOf("report")})`),
  ];
  const isOpen = ({ status }: Outcome) => ["queued", "sent", "running"].includes(status);
  const givenUpAt = Date.now() + (deadlineSeconds + 60) * 1000;
  let outcomes = await read();
  while (outcomes.some(isOpen) && Date.now() < givenUpAt) {
    await sleep(500);
    outcomes = await read();
  }
  const known = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  const counts: Record<string, number> = {};
  const untrue: string[] = [];
  for (const { id, kind } of asked) {
    const outcome = known.get(id);
    const name = `${kind} ${outcome?.status ?? "lost"}`;
    counts[name] = (counts[name] ?? 0) + 1;
    const isUntrue =
      !outcome ||
      isOpen(outcome) ||
      (kind === "report" && outcome.status !== "done") ||
      (outcome.status === "answered" && !answered.has(outcome.message_id ?? "")) ||
      outcome.status === "refused";
    if (isUntrue) untrue.push(`${name}: ${id}`);
  }
  return { counts, untrue };
}
