import { setTimeout as sleep } from "node:timers/promises";
import { FloodingStation } from "./flooding-station";
import { type Spread, spreadOf } from "./latencies";
import { boot, isAccepted, RawStation } from "./raw-station";
import type { Target } from "./target";

/** The first station floods, the others go on with their lives. */
export type Flood = { kind: "flood"; target: Target; events: number; quietMs: number };
export type FloodDone = {
  kind: "flood";
  writtenMs: number;
  answeredMs: number;
  refused: string[];
  /** What a neighbour waits for an answer that is stored first: before the flood, and in it. */
  before: Spread;
  during: Spread;
};

const pauseMs = 50;

export async function flood({ target, events, quietMs }: Flood): Promise<FloodDone> {
  const [loud, ...others] = target.stations;
  const flooding = new FloodingStation(`${target.url}/${loud!.tenant}`, loud!.identity, target.password);
  await flooding.boot();
  const neighbours = others.map(
    ({ tenant, identity }) => new RawStation(`${target.url}/${tenant}`, identity, target.password, false),
  );
  for (const neighbour of neighbours) {
    await neighbour.opened;
    const answer = await neighbour.ask("BootNotification", boot);
    if (!isAccepted(answer)) throw new Error(`a neighbour is not accepted: ${answer}`);
  }
  let times: number[] = [];
  let isOver = false;
  const lives = neighbours.map(async (neighbour) => {
    while (!isOver) {
      const began = performance.now();
      await neighbour.ask("StatusNotification", status());
      times.push(performance.now() - began);
      await sleep(pauseMs);
    }
  });
  await sleep(quietMs);
  const before = spreadOf(times);
  times = [];
  const done = await flooding.flood(events).finally(() => {
    isOver = true;
  });
  const during = spreadOf(times);
  await Promise.all(lives);
  flooding.close();
  await Promise.all(neighbours.map((neighbour) => neighbour.close()));
  return { kind: "flood", ...done, before, during };
}

const status = () =>
  JSON.stringify({ timestamp: new Date().toISOString(), connectorStatus: "Available", evseId: 1, connectorId: 1 });
