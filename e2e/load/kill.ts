import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "@stationmaster/db";

/** The parts of a running product that a machine may take away at any moment. */
export const services = ["ocpp-server", "worker", "portal", "postgres"] as const;
export type Victim = (typeof services)[number] | "redis";

type Kept = { folder: string; password: string; port: number };
const keptOf = (dataDir: string) => JSON.parse(readFileSync(join(dataDir, "postgres.json"), "utf8")) as Kept;

const longestAwayMs = 120_000;

/** SIGKILL: no farewell, nothing flushed. Resolves when another process has its place. */
export async function killAndAwait(dataDir: string, victim: Victim): Promise<void> {
  const pid = await anotherThan(undefined, dataDir, victim);
  process.kill(pid, "SIGKILL");
  await anotherThan(pid, dataDir, victim);
}

async function anotherThan(killed: number | undefined, dataDir: string, victim: Victim): Promise<number> {
  for (const givenUpAt = Date.now() + longestAwayMs; Date.now() < givenUpAt; await sleep(50)) {
    const pid = pidOf(dataDir, victim);
    if (pid !== undefined && pid !== killed) return pid;
  }
  throw new Error(`${victim} has not come back within ${longestAwayMs / 1000} s`);
}

/** Undefined while nobody has the place. */
export function pidOf(dataDir: string, victim: Victim): number | undefined {
  try {
    if (victim === "postgres")
      return Number(readFileSync(join(keptOf(dataDir).folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
    if (victim === "redis") return Number(readFileSync(join(dataDir, "redis.pid"), "utf8"));
    const { services } = JSON.parse(readFileSync(join(dataDir, "running.json"), "utf8")) as {
      services: { name: string; pid: number }[];
    };
    return services.find(({ name }) => name === victim)?.pid;
  } catch {
    return undefined;
  }
}

/** The books of the product, read by their owner. */
export const openBooks = (dataDir: string) => connect(booksUrl(dataDir), { role: "owner", max: 2 });

export function booksUrl(dataDir: string): string {
  const { password, port } = keptOf(dataDir);
  return `postgres://stationmaster:${encodeURIComponent(password)}@127.0.0.1:${port}/stationmaster`;
}

export const postgresLog = (dataDir: string) => join(keptOf(dataDir).folder, "postgres.log");
