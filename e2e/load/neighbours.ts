import type { Told } from "./generate-quiet";
import type { Crowd } from "./put-stations";
import { runGenerator } from "./run-generator";

export type Neighbours = Awaited<ReturnType<typeof neighbours>>;

/** Stations that go on with their lives, in a process of their own: what they wait is the server's doing. */
export async function neighbours(url: string, { stations, password, idToken }: Crowd, everyMs: number) {
  const generator = runGenerator();
  await generator.run({ kind: "quiet", target: { url, stations, password }, everyMs, idToken });
  return {
    /** What they waited for their answers while the work went on. */
    async during<T>(work: () => Promise<T>): Promise<[T, Told]> {
      await generator.run({ kind: "tell" });
      const done = await work();
      return [done, await generator.run({ kind: "tell" })];
    },
    stop: generator.stop,
  };
}
