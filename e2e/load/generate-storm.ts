import { type Spread, spreadOf } from "./latencies";
import { boot, isAccepted, RawStation } from "./raw-station";
import type { Target } from "./target";

/** What a station says as soon as its socket is open: one that had no power boots, one whose line was cut goes on. */
export type Storm = { kind: "storm"; target: Target; says: "BootNotification" | "Heartbeat" };
export type StormDone = {
  kind: "storm";
  /** From the first connect to the last answer. */
  seconds: number;
  lastOpenSeconds: number;
  answered: number;
  failures: Record<string, number>;
  handshake: Spread;
  answer: Spread;
};

const held: RawStation[] = [];

/** All stations connect at once. The lines of the last storm are cut at the same moment, without a word. */
export async function storm({ target, says }: Storm): Promise<StormDone> {
  const failures: Record<string, number> = {};
  const handshakes: number[] = [];
  const answers: number[] = [];
  for (const station of held.splice(0)) station.cut();
  const began = performance.now();
  let lastOpen = began;
  let last = began;

  await Promise.all(
    target.stations.map(async ({ tenant, identity }) => {
      const startedAt = performance.now();
      const station = new RawStation(`${target.url}/${tenant}`, identity, target.password, false);
      held.push(station);
      try {
        await station.opened;
        const openAt = performance.now();
        lastOpen = openAt;
        handshakes.push(openAt - startedAt);
        const isBoot = says === "BootNotification";
        const answer = await Promise.race([station.ask(says, isBoot ? boot : "{}"), lost(station)]);
        if (isBoot ? !isAccepted(answer) : !answer.startsWith("[3,")) throw new Error(answer.slice(0, 100));
        last = performance.now();
        answers.push(last - openAt);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        failures[why] = (failures[why] ?? 0) + 1;
      }
    }),
  );
  return {
    kind: "storm",
    seconds: (last - began) / 1000,
    lastOpenSeconds: (lastOpen - began) / 1000,
    answered: answers.length,
    failures,
    handshake: spreadOf(handshakes),
    answer: spreadOf(answers),
  };
}

const lost = (station: RawStation) =>
  new Promise<never>((_, reject) => {
    station.onLost = (why) => reject(new Error(why));
  });
