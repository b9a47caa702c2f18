import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { birthOf, isRunning } from "./processes.mjs";
import { endGroup } from "./service.mjs";

const againMs = 1_000;

/**
 * DATA_DIR/running.json says who runs on this data: a second start on it is refused, and what a killed one left is ended.
 */
export async function takeDataDir(dataDir, say) {
  const file = join(dataDir, "running.json");
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const left = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  if (left && isStill(left.launcher)) {
    throw new Error(
      `Process ${left.launcher.pid} runs on ${dataDir} already. Stop it, or give this one another DATA_DIR and other ports.`,
    );
  }
  const orphans = (left?.services ?? []).filter(isStill);
  if (orphans.length > 0) say(`ending what an earlier start left: ${orphans.map(({ name }) => name).join(", ")}`);
  await Promise.all(orphans.map(({ pid }) => endGroup(pid)));

  const write = (services) => {
    const all = services.map(({ name, pid }) => ({ name, ...known(pid) }));
    writeFileSync(`${file}.new`, JSON.stringify({ launcher: known(process.pid), services: all }));
    renameSync(`${file}.new`, file);
  };
  write([]);

  let again;
  const remember = (services) => {
    clearTimeout(again);
    try {
      write(services);
    } catch {
      // A disk that is full for a while must not end what runs.
      again = setTimeout(remember, againMs, services).unref();
    }
  };
  const release = () => {
    clearTimeout(again);
    rmSync(file, { force: true });
  };
  return { remember, release };
}

const known = (pid) => ({ pid, birth: birthOf(pid) });

// The number alone may be somebody else's by now.
const isStill = ({ pid, birth }) => isRunning(pid) && birthOf(pid) === birth;
