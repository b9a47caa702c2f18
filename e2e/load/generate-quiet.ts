import { setTimeout as sleep } from "node:timers/promises";
import { type Spread, spreadOf } from "./latencies";
import { boot, isAccepted, RawStation } from "./raw-station";
import { eventRequest } from "./session-frames";
import type { Target } from "./target";

/** Stations in the middle of a session, each of which says each of three things once in `everyMs`. */
export type Quiet = { kind: "quiet"; target: Target; everyMs: number; idToken: string };
/** What they waited for their answers since they were asked last. */
export type Told = { kind: "told"; waits: Record<Said, Spread>; lost: string[]; refused: string[] };

export const things = ["Heartbeat", "StatusNotification", "TransactionEvent"] as const;
export type Said = (typeof things)[number];

const waits: Record<Said, number[]> = { Heartbeat: [], StatusNotification: [], TransactionEvent: [] };
/** What is not answered yet, and since when it was due. */
const unanswered = new Map<RawStation, { said: Said; due: number }>();
const lost: string[] = [];
const refused: string[] = [];

/** Returns when all have booted; they go on by themselves. */
export async function quiet({ target, everyMs, idToken }: Quiet): Promise<{ kind: "quiet" }> {
  for (const [index, { tenant, identity }] of target.stations.entries()) {
    const station = new RawStation(`${target.url}/${tenant}`, identity, target.password, false);
    await station.opened;
    const answer = await station.ask("BootNotification", boot);
    if (!isAccepted(answer)) throw new Error(`${identity} is not accepted: ${answer}`);
    station.onLost = (why) => lost.push(`${identity}: ${why}`);
    void goOn(station, index, everyMs, idToken);
  }
  return { kind: "quiet" };
}

/** By the clock, not by the answers: a wait counts from the moment at which it was due to be said. */
async function goOn(station: RawStation, index: number, everyMs: number, idToken: string): Promise<void> {
  const pauseMs = everyMs / things.length;
  const session = { transactionId: `quiet-${index}`, idToken };
  let due = performance.now() + Math.random() * everyMs;
  for (let n = 0; ; n++) {
    const said = things[n % things.length]!;
    await sleep(Math.max(0, due - performance.now()));
    unanswered.set(station, { said, due });
    const answer = await station.ask(said, requestOf(said, session, Math.floor(n / things.length)));
    unanswered.delete(station);
    waits[said].push(performance.now() - due);
    if (!answer.startsWith("[3,")) refused.push(answer);
    due += pauseMs;
  }
}

function requestOf(said: Said, session: { transactionId: string; idToken: string }, seqNo: number): string {
  if (said === "Heartbeat") return "{}";
  if (said === "TransactionEvent")
    return eventRequest(seqNo === 0 ? "started" : "updated", { ...session, seqNo, registerWh: 1000 + seqNo });
  return `{"timestamp":"${new Date().toISOString()}","connectorStatus":"Occupied","evseId":1,"connectorId":1}`;
}

export function tell(): Told {
  for (const { said, due } of unanswered.values()) {
    const waited = performance.now() - due;
    if (waited > 0) waits[said].push(waited);
  }
  const of = (said: Said) => spreadOf(waits[said].splice(0));
  return {
    kind: "told",
    waits: {
      Heartbeat: of("Heartbeat"),
      StatusNotification: of("StatusNotification"),
      TransactionEvent: of("TransactionEvent"),
    },
    lost: lost.splice(0),
    refused: refused.splice(0),
  };
}
