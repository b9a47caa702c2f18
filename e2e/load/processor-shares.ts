import { pidOf } from "./kill";
import { postgresMs, processorMs } from "./processes";

const parts = ["portal", "ocpp-server", "worker", "postgres"] as const;
export type ProcessorMs = Record<(typeof parts)[number] | "generator", number>;

/** Milliseconds of processor time that each part of a product, and who presses it, used during `work`. */
export async function processorMsOf<T>(
  dataDir: string,
  work: () => Promise<T>,
): Promise<{ done: T; used: ProcessorMs }> {
  const read = (): ProcessorMs => {
    const { user, system } = process.cpuUsage();
    const ofParts = parts.map((part) => {
      const pid = pidOf(dataDir, part) ?? Number.NaN;
      return [part, part === "postgres" ? postgresMs(pid) : processorMs(pid)];
    });
    return { ...Object.fromEntries(ofParts), generator: (user + system) / 1000 };
  };
  const before = read();
  const done = await work();
  const after = read();
  const used = Object.entries(after).map(([part, ms]) => [part, ms - before[part as keyof ProcessorMs]]);
  return { done, used: Object.fromEntries(used) };
}
