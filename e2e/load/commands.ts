import { setTimeout as sleep } from "node:timers/promises";
import { type Spread, spreadOf } from "./latencies";
import type { Options } from "./main";
import { type Company, makeCompany, type Place, productAround } from "./make-company";
import { boot, isAccepted, RawStation } from "./raw-station";
import type { Table } from "./results";
import { energyPerEventWh, eventRequest, eventsPerSession } from "./session-frames";

const singles = 200;
const slowMs = 5_000;
const answer = '{"versionNumber":0}';

/** From the HTTP API to a station and back: one after another, all stations at once, and what sessions notice while stations are slow to answer. */
export async function commands({ stations = 1_000 }: Options): Promise<Table> {
  const company = await makeCompany(productAround(), "commands", stations);
  const lines = await connectAll(company.places);
  for (const line of lines) line.onCommand = () => answer;
  const one: number[] = [];
  for (let n = 0; n < singles; n++) one.push(await askAndWait(company, company.places[n % stations]!));

  // As many as a key may ask at once.
  await sleep(5_000);
  const began = performance.now();
  const all = await Promise.all(company.places.map((place) => askAndWait(company, place)));
  const allMs = performance.now() - began;

  const charging = lines.slice(0, Math.min(100, lines.length >> 1));
  const quiet = await eventTimes(charging, company.places, 3_000);
  await sleep(5_000);
  const slow = lines.slice(charging.length);
  for (const line of slow) {
    line.onCommand = (id) => {
      setTimeout(() => line.answer(id, answer), slowMs);
      return null;
    };
  }
  const waits = Promise.all(company.places.slice(charging.length).map((place) => askAndWait(company, place)));
  const busy = await eventTimes(charging, company.places, 4_000);
  await waits;
  await Promise.all(lines.map((line) => line.close()));
  const row = (name: string, { count, p50, p95, p99, max }: Spread) => [name, count, p50, p95, p99, max];
  return {
    title: `Commands from the HTTP API to ${stations} stations and back`,
    columns: ["what", "times", "p50 ms", "p95", "p99", "max"],
    rows: [
      row("a command, one after another", spreadOf(one)),
      row(`${stations} commands to ${stations} stations at once`, spreadOf(all)),
      row(`an event of ${charging.length} charging stations`, spreadOf(quiet)),
      row(`the same while ${slow.length} stations take ${slowMs / 1000} s to answer`, spreadOf(busy)),
    ],
    notes: [`All ${stations} at once were answered after ${(allMs / 1000).toFixed(1)} s.`],
    facts: { allMs },
    how: "Commands go in by the HTTP API and come back with the answer of the station.",
    promises: [],
    isSound: true,
  };
}

async function connectAll(places: Place[]): Promise<RawStation[]> {
  return Promise.all(
    places.map(async ({ url, tenant, identity, password }) => {
      const line = new RawStation(`${url}/${tenant}`, identity, password, false);
      await line.opened;
      const booted = await line.ask("BootNotification", boot);
      if (!isAccepted(booted)) throw new Error(`${identity} is not accepted: ${booted}`);
      return line;
    }),
  );
}

/** Milliseconds until the caller has the station's answer. */
async function askAndWait({ call }: Company, { identity }: Place): Promise<number> {
  const began = performance.now();
  const { status, body } = await call("POST", `/stations/${identity}/commands/GetLocalListVersion?wait=60`, {});
  if (status !== 200 || (body as { status: string }).status !== "answered")
    throw new Error(`the command to ${identity} was not answered: ${status} ${JSON.stringify(body)}`);
  return performance.now() - began;
}

/** Each station charges on, its next event when the last is answered. */
async function eventTimes(lines: RawStation[], places: Place[], forMs: number): Promise<number[]> {
  const times: number[] = [];
  const until = performance.now() + forMs;
  await Promise.all(
    lines.map(async (line, index) => {
      for (let n = 0; performance.now() < until; n++) {
        const seqNo = n % eventsPerSession;
        const kind = seqNo === 0 ? "started" : seqNo === eventsPerSession - 1 ? "ended" : "updated";
        const transactionId = `${until}-${index}-${Math.floor(n / eventsPerSession)}`.slice(-36);
        const { idToken } = places[index]!;
        const began = performance.now();
        const request = eventRequest(kind, { transactionId, seqNo, registerWh: 1_000 + n * energyPerEventWh, idToken });
        await line.ask("TransactionEvent", request);
        times.push(performance.now() - began);
        // Not as fast as it can: what is asked is whether sessions notice, not how many there may be.
        await sleep(100);
      }
    }),
  );
  return times;
}
