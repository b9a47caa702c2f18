import { type Spread, spreadOf } from "./latencies";
import { boot, isAccepted, RawStation } from "./raw-station";
import type { Target } from "./target";

export type Storm = { kind: "storm"; target: Target };
export type StormDone = {
  kind: "storm";
  seconds: number;
  lastOpenSeconds: number;
  accepted: number;
  failures: Record<string, number>;
  handshake: Spread;
  boot: Spread;
};

/** All stations connect at once and boot as soon as their socket is open. */
export async function storm({ target }: Storm): Promise<StormDone> {
  const failures: Record<string, number> = {};
  const handshakes: number[] = [];
  const boots: number[] = [];
  const stations: RawStation[] = [];
  const began = performance.now();
  let lastOpen = began;
  let last = began;

  await Promise.all(
    target.stations.map(async ({ tenant, identity }) => {
      const startedAt = performance.now();
      const station = new RawStation(`${target.url}/${tenant}`, identity, target.password, false);
      stations.push(station);
      try {
        await station.opened;
        const openAt = performance.now();
        lastOpen = openAt;
        handshakes.push(openAt - startedAt);
        const answer = await Promise.race([station.ask("BootNotification", boot), lost(station)]);
        if (!isAccepted(answer)) throw new Error(answer.slice(0, 100));
        last = performance.now();
        boots.push(last - openAt);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        failures[why] = (failures[why] ?? 0) + 1;
      }
    }),
  );
  await Promise.all(stations.map((station) => station.close()));
  return {
    kind: "storm",
    seconds: (last - began) / 1000,
    lastOpenSeconds: (lastOpen - began) / 1000,
    accepted: boots.length,
    failures,
    handshake: spreadOf(handshakes),
    boot: spreadOf(boots),
  };
}

const lost = (station: RawStation) =>
  new Promise<never>((_, reject) => {
    station.onLost = (why) => reject(new Error(why));
  });
