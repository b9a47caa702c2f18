import type { Logger } from "pino";
import { oncePerProcess } from "./once-per-process";

interface Step {
  name: string;
  run: () => unknown;
  withinMs: number;
}

const state = oncePerProcess<{ steps: Step[]; ending?: Promise<void> }>("shutdown", () => ({ steps: [] }));

/**
 * Runs when the process is asked to end, last registered first: what was opened last closes first.
 * Each step has its own time limit; a step that fails or hangs does not keep the next from running.
 */
export function onShutdown(run: () => unknown, { name = "a step", withinMs = 10_000 } = {}): () => void {
  const step = { name, run, withinMs };
  state.steps.push(step);
  return () => {
    state.steps = state.steps.filter((other) => other !== step);
  };
}

export const isShuttingDown = (): boolean => state.ending !== undefined;

/** Runs the steps once, however often it is asked. */
export function shutdown(log?: Pick<Logger, "info" | "error">): Promise<void> {
  state.ending ??= runSteps(log);
  return state.ending;
}

async function runSteps(log?: Pick<Logger, "info" | "error">) {
  // A step may register another while it runs, so take from the end until none is left.
  for (let step = state.steps.pop(); step; step = state.steps.pop()) {
    try {
      await within(step);
    } catch (error) {
      log?.error({ err: error, step: step.name }, "a step of the shutdown failed");
    }
  }
}

async function within({ run, withinMs }: Step) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${withinMs} ms`)), withinMs);
  });
  try {
    await Promise.race([Promise.resolve().then(run), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** SIGTERM and SIGINT drain, then exit 0; a second one, or the limit over all steps, exits at once with 1. */
export function watchSignals(log: Pick<Logger, "info" | "error">, { withinMs = 25_000 } = {}): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (isShuttingDown()) process.exit(1);
      log.info({ signal }, "draining");
      setTimeout(() => process.exit(1), withinMs).unref();
      void shutdown(log).then(() => {
        log.info({ signal }, "stopped");
        process.exit(0);
      });
    });
  }
}
