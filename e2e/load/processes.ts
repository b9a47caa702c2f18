import { readdirSync, readFileSync } from "node:fs";

// Linux counts processor time in hundredths of a second towards programs, whatever its own clock.
const tickMs = 10;

/** Milliseconds of processor time a process has used; where the system does not say, not a number. */
export function processorMs(pid: number): number {
  const stat = statOf(pid);
  return stat ? stat.own * tickMs : Number.NaN;
}

/** The same for a Postgres: its postmaster, all that run under it, and all that did and have ended. */
export function postgresMs(postmaster: number): number {
  const head = statOf(postmaster);
  if (!head) return Number.NaN;
  const children = allProcesses().flatMap((pid) => {
    const stat = statOf(pid);
    return stat?.parent === postmaster ? [stat.own] : [];
  });
  return (head.own + head.ofEnded + children.reduce((sum, one) => sum + one, 0)) * tickMs;
}

/** Resident memory in bytes. */
export function residentBytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readOf(`/proc/${pid}/status`)) ?? [];
  return kilobytes ? Number(kilobytes) * 1024 : Number.NaN;
}

function statOf(pid: number) {
  // The name in brackets may hold spaces; what follows is counted from its end.
  const words = readOf(`/proc/${pid}/stat`).split(") ").pop()?.split(" ") ?? [];
  if (words.length < 16) return undefined;
  const [user, system, endedUser, endedSystem] = words.slice(11, 15).map(Number);
  return { parent: Number(words[1]), own: user! + system!, ofEnded: endedUser! + endedSystem! };
}

const allProcesses = () => readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));

function readOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
