import { spawn } from "node:child_process";
import { isRunning, until } from "./processes.mjs";
import { root } from "./root.mjs";
import { showLog } from "./show-log.mjs";

const shortestPauseMs = 500;
const longestPauseMs = 30_000;
// Who ran this long was well: the next pause is short again.
const wellAfterMs = 60_000;
const startsInVain = 4;

/**
 * One child process that is started again when it dies. In a group of its own, so that Ctrl-C reaches it only
 * through us, in our order, and that what it started ends with it.
 */
export function runService({ name, command = process.execPath, args, cwd = root, env, readyUrl, say, launched }) {
  let child;
  let isStopping = false;
  let wasReady = false;
  let pauseMs = shortestPauseMs;
  let deaths = 0;
  let failed;
  let timer;

  function launch() {
    const startedAt = Date.now();
    child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    showLog(name, [child.stdout, child.stderr]);
    launched?.();
    child.once("error", (error) => {
      failed = `${name} cannot be started: ${error.message}`;
    });
    child.once("exit", (code, signal) => {
      if (isStopping) return;
      deaths += 1;
      if (!wasReady && deaths >= startsInVain) {
        failed = `${name} ended ${deaths} times before it was ready (last with ${signal ?? code}); see its lines above`;
        return;
      }
      if (Date.now() - startedAt > wellAfterMs) pauseMs = shortestPauseMs;
      say(`${name} ended (${signal ?? `code ${code}`}) and is started again in ${pauseMs / 1000} s`);
      timer = setTimeout(launch, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    });
  }

  launch();
  return {
    name,
    get pid() {
      return child.pid;
    },
    /** Resolves once it answers; rejects when it cannot be brought up. */
    async ready(withinMs = 120_000) {
      if (!readyUrl) return;
      const isReady = async () => {
        if (failed) throw new Error(failed);
        return isStopping || (await answersWell(readyUrl));
      };
      await until(isReady, { withinMs, everyMs: 100, what: `${name} to be ready (${readyUrl})` });
      wasReady = true;
    },
    async stop(withinMs = 25_000) {
      isStopping = true;
      clearTimeout(timer);
      await endGroup(child.pid, withinMs);
    },
  };
}

async function answersWell(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/** Asks a process group to end, and ends it when it does not. */
export async function endGroup(pid, withinMs = 10_000) {
  if (!pid) return;
  signalGroup(pid, "SIGTERM");
  await until(() => !isGroupRunning(pid), { withinMs }).catch(() => undefined);
  signalGroup(pid, "SIGKILL");
  await until(() => !isGroupRunning(pid), { withinMs: 5_000 }).catch(() => undefined);
}

export function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}

function isGroupRunning(pid) {
  try {
    process.kill(-pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
  // A leader that has ended but was not waited for yet still counts for the system.
  return isRunning(pid);
}
