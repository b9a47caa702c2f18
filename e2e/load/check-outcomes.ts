import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "@stationmaster/db";

export type Asked = { id: string; kind: "command" | "report" };
type Outcome = { id: string; status: string; message_id: string | null };
export type Outcomes = { counts: Record<string, number>; untrue: string[] };

/** Every promise has come to its end, and no command is said to be answered that its station has not answered. */
export async function checkOutcomes(
  books: Connection,
  asked: Asked[],
  answered: Map<string, string>,
  withinSeconds: number,
): Promise<Outcomes> {
  const idsOf = (kind: Asked["kind"]) => asked.filter((one) => one.kind === kind).map(({ id }) => id);
  const read = async (): Promise<Outcome[]> => [
    ...(await books.sql<
      Outcome[]
    >`select id, status, message_id from station_commands where id = any(${idsOf("command")})`),
    ...(await books.sql<
      Outcome[]
    >`select id, status, null as message_id from reports where id = any(${idsOf("report")})`),
  ];
  const givenUpAt = performance.now() + withinSeconds * 1000;
  let outcomes = await read();
  while (outcomes.some(isOpen) && performance.now() < givenUpAt) {
    await sleep(500);
    outcomes = await read();
  }
  const known = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  const counts: Record<string, number> = {};
  const untrue: string[] = [];
  for (const one of asked) {
    const outcome = known.get(one.id);
    const name = `${one.kind} ${outcome?.status ?? "lost"}`;
    counts[name] = (counts[name] ?? 0) + 1;
    if (!isTrue(one, outcome, answered)) untrue.push(`${name}: ${one.id}`);
  }
  return { counts, untrue };
}

const isOpen = ({ status }: Outcome) => ["queued", "sent", "running"].includes(status);

function isTrue({ kind }: Asked, outcome: Outcome | undefined, answered: Map<string, string>): boolean {
  if (!outcome || isOpen(outcome) || outcome.status === "refused") return false;
  if (kind === "report") return outcome.status === "done";
  return outcome.status !== "answered" || answered.has(outcome.message_id ?? "");
}
