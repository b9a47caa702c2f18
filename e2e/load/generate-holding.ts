import { boot, isAccepted, RawStation } from "./raw-station";
import type { Target } from "./target";

export type Holding = { kind: "holding"; target: Target; compression: boolean; atOnce: number };
export type HoldingDone = { kind: "holding"; open: number; compressing: number };

const held: RawStation[] = [];

/** Connects and boots, then says nothing more until it is told to let go. */
export async function hold({ target, compression, atOnce }: Holding): Promise<HoldingDone> {
  const waiting = [...target.stations];
  const workers = Array.from({ length: atOnce }, async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const station = new RawStation(`${target.url}/${next.tenant}`, next.identity, target.password, compression);
      held.push(station);
      await station.opened;
      const answer = await station.ask("BootNotification", boot);
      if (!isAccepted(answer)) throw new Error(`${next.identity} is not accepted: ${answer}`);
      await station.ask("Heartbeat", "{}");
    }
  });
  await Promise.all(workers);
  return { kind: "holding", open: held.length, compressing: held.filter(({ compresses }) => compresses).length };
}

export async function release(): Promise<void> {
  await Promise.all(held.splice(0).map((station) => station.close()));
}
