import { FloodingStation, type Noise } from "./flooding-station";
import type { Target } from "./target";

export type Flood = { kind: "flood"; target: Target; noise: Noise };
export type FloodDone = { kind: "flood"; answered: number; perSecond: number; refused: string[] };

/** All stations flood for the same time. */
export async function flood({ target, noise }: Flood): Promise<FloodDone> {
  const stations = await Promise.all(
    target.stations.map(async ({ tenant, identity }) => {
      const station = new FloodingStation(`${target.url}/${tenant}`, identity, target.password);
      await station.boot();
      return station;
    }),
  );
  const began = performance.now();
  const done = await Promise.all(stations.map((station) => station.flood(noise)));
  const seconds = (performance.now() - began) / 1000;
  for (const station of stations) station.close();
  const answered = done.reduce((sum, one) => sum + one.answered, 0);
  return { kind: "flood", answered, perSecond: answered / seconds, refused: done.flatMap(({ refused }) => refused) };
}
