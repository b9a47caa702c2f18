import { setTimeout as sleep } from "node:timers/promises";
import { eventTimes } from "./event-times";
import { type Spread, spreadOf } from "./latencies";
import type { Options } from "./main";
import { type Company, makeCompany, type Place, productAround } from "./make-company";
import { type ProcessorMs, processorMsOf } from "./processor-shares";
import { required } from "./put-stations";
import { boot, isAccepted, RawStation } from "./raw-station";
import { limitOf, type Promised, type Table } from "./results";

const singles = 200;
const singleMs = 100;
const allMs = 10_000;
const eventsForMs = 8_000;
const slowestMs = 20_000;
const answer = '{"versionNumber":0}';

type Asked = { ms: number; failure?: string };

/** From the HTTP API to a station and back: one after another, to all stations at once, in bulk; and what sessions notice of slow stations and of those that are away. */
export async function commands({ stations = 1_000 }: Options): Promise<Table> {
  const company = await makeCompany(productAround(), "commands", stations);
  const { places } = company;
  const lines = await connectAll(places);
  for (const line of lines) line.onCommand = () => answer;
  const charging = lines.slice(0, 100);
  const events = () => eventTimes(charging, places, eventsForMs);

  const one: Asked[] = [];
  for (let n = 0; n < singles; n++) one.push(await askAndWait(company, places[n % stations]!));
  const { done: askedAtOnce, used } = await processorMsOf(required("DATA_DIR"), () => askAll(company));
  const { asked: atOnce, tookMs } = askedAtOnce;
  const perCommand = (part: keyof ProcessorMs) => `${(used[part] / stations).toFixed(1)} ms`;
  const bulkMs = await bulk(company, places);

  const quiet = spreadOf(await events());
  for (const [index, line] of lines.entries()) {
    line.onCommand = (id) => {
      setTimeout(() => line.answer(id, answer), slowestMs / 2 + (index % 100) * (slowestMs / 200));
      return null;
    };
  }
  const waiting = askAll(company);
  const beside = spreadOf(await events());
  const { asked: late } = await waiting;

  for (const line of lines) line.onCommand = () => answer;
  await askThoseAway(company, stations);
  const besideAway = spreadOf(await events());
  const again: Asked[] = [];
  for (let n = 0; n < singles; n++) again.push(await askAndWait(company, places[n % stations]!));
  await Promise.all(lines.map((line) => line.close()));

  const failures = [...one, ...atOnce, ...late, ...again].flatMap(({ failure }) => failure ?? []);
  const answered = atOnce.filter(({ failure }) => !failure).length;
  const [single, all, singleBesideAway] = [one, atOnce, again].map((asked) => spreadOf(asked.map(({ ms }) => ms)));
  const row = (name: string, { count, p50, p95, p99, max }: Spread) => [name, count, p50, p95, p99, max];
  return {
    title: `Commands from the HTTP API to ${stations} stations and back`,
    columns: ["what", "times", "p50 ms", "p95", "p99", "max"],
    rows: [
      row("a command, one after another", single!),
      row(`${stations} commands to ${stations} stations at once`, all!),
      row(`an event of ${charging.length} charging stations`, quiet),
      row(`the same while all ${stations} take 10 to 20 s to answer a command`, beside),
      row(`the same while commands wait for ${stations} stations that are away`, besideAway),
      row("a command, one after another, while they wait", singleBesideAway!),
    ],
    notes: [
      `All at once: ${answered} of ${stations} answered after ${secondsOf(tookMs)}. As one bulk command: ${secondsOf(bulkMs)}.`,
      `Each of those at once takes ${perCommand("portal")} of processor at the portal, ${perCommand("postgres")} at Postgres, ${perCommand("ocpp-server")} at the OCPP server, ${perCommand("generator")} at stations and callers.`,
      ...[...new Set(failures)].slice(0, 5).map((failure) => `not answered: ${failure}`),
    ],
    facts: { tookMs, bulkMs, used, failures: failures.length },
    how: `Commands go in by the HTTP API, each caller waiting for the station's answer: ${singles} one after another, then one to each of ${stations} connected stations at the same moment with one key, then the same as one bulk command. ${charging.length} stations send an event every 100 ms after the last was answered: beside nothing, while every station (they too) holds back its answer to a command for 10 to 20 s, and while commands are queued for as many stations again that never came.`,
    promises: [
      {
        promise: "A command is there and back at once",
        figure: `p50 ${msOf(single!.p50)}, p99 ${msOf(single!.p99)} from the HTTP API to the station and back`,
        isHeld: single!.p50 < singleMs,
        ...limitOf(single!.p50 < singleMs, `p50 should be under ${singleMs} ms`),
      },
      {
        promise: `${stations} commands to ${stations} stations at once are all answered truthfully`,
        figure: `${answered} answered in ${secondsOf(tookMs)}, p99 ${msOf(all!.p99)}; as one bulk command in ${secondsOf(bulkMs)}`,
        isHeld: answered === stations && tookMs < allMs,
        ...limitOf(
          answered === stations && tookMs < allMs,
          `all should be answered within ${allMs / 1000} s; each request of its own takes the portal's one process ${perCommand("portal")} and Postgres ${perCommand("postgres")} of the two processors; a second portal on a third, or one bulk command, lifts it`,
        ),
      },
      eventsFlow("Events keep flowing while stations are slow to answer commands", quiet, beside),
      eventsFlow("Commands that wait for stations that are away are not noticed", quiet, besideAway),
    ],
    isSound: failures.length === 0,
  };
}

/** Twice the time at most; below some milliseconds twice is nothing. */
function eventsFlow(promise: string, quiet: Spread, beside: Spread): Promised {
  const isHeld = beside.p99 <= Math.max(2 * quiet.p99, 50);
  const figure = `p99 of an event ${msOf(beside.p99)}, without ${msOf(quiet.p99)} (p50 ${msOf(beside.p50)} and ${msOf(quiet.p50)})`;
  return {
    promise,
    figure,
    isHeld,
    ...limitOf(
      isHeld,
      "it should be at most twice as long; the portal, which all these commands wait at, has the same two processors",
    ),
  };
}

const msOf = (ms: number) => `${ms.toFixed(0)} ms`;
const secondsOf = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** A few at a time: a storm is another measure's. */
async function connectAll(places: Place[]): Promise<RawStation[]> {
  const lines: RawStation[] = [];
  for (let from = 0; from < places.length; from += 50)
    lines.push(...(await Promise.all(places.slice(from, from + 50).map(connect))));
  return lines;
}

async function connect({ url, tenant, identity, password }: Place): Promise<RawStation> {
  const line = new RawStation(`${url}/${tenant}`, identity, password, false);
  await line.opened;
  const booted = await line.ask("BootNotification", boot);
  if (!isAccepted(booted)) throw new Error(`${identity} is not accepted: ${booted}`);
  return line;
}

async function askAll(company: Company): Promise<{ asked: Asked[]; tookMs: number }> {
  // As many as a key may ask at once.
  await sleep(5_000);
  const began = performance.now();
  const asked = await Promise.all(company.places.map((place) => askAndWait(company, place)));
  return { asked, tookMs: performance.now() - began };
}

/** Milliseconds until the caller has the station's answer. */
async function askAndWait({ call }: Company, { identity }: Place): Promise<Asked> {
  const began = performance.now();
  const { status, body } = await call("POST", `/stations/${identity}/commands/GetLocalListVersion?wait=60`, {});
  const ms = performance.now() - began;
  return status === 200 && (body as { status: string }).status === "answered"
    ? { ms }
    : { ms, failure: `${status} ${(body as { detail?: string }).detail ?? (body as { status: string }).status}` };
}

/** One request for all; milliseconds until the last station has answered. */
async function bulk({ call }: Company, places: Place[]): Promise<number> {
  const stationIdentities = places.map(({ identity }) => identity);
  const began = performance.now();
  const made = await call("POST", "/bulk-commands", { action: "GetLocalListVersion", stationIdentities });
  for (let record = made.body as { id: string; isDone: boolean }; !record.isDone; ) {
    if (made.status !== 202) throw new Error(`the bulk command was refused: ${JSON.stringify(made.body)}`);
    await sleep(100);
    record = (await call("GET", `/bulk-commands/${record.id}`)).body as typeof record;
  }
  return performance.now() - began;
}

async function askThoseAway({ call }: Company, count: number): Promise<void> {
  const stationIdentities = Array.from({ length: count }, (_, n) => `AWAY-${n + 1}`);
  await call(
    "POST",
    "/stations",
    stationIdentities.map((identity) => ({ identity })),
  );
  const { status } = await call("POST", "/bulk-commands", { action: "ClearCache", stationIdentities });
  if (status !== 202) throw new Error(`commands were not queued for those that are away: ${status}`);
}
