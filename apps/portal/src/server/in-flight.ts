import { oncePerProcess } from "@stationmaster/runtime";

const state = oncePerProcess("portal in flight", () => ({
  ending: new AbortController(),
  answers: new Set<Promise<unknown>>(),
}));

/** Aborted when this process is asked to end: what waits for something to happen need wait no longer. */
export const ending: AbortSignal = state.ending.signal;

/** An answer that is being made; the process ends after it. */
export function inFlight<T>(answer: Promise<T>): Promise<T> {
  const forget = () => void state.answers.delete(settled);
  const settled: Promise<void> = answer.then(forget, forget);
  state.answers.add(settled);
  return answer;
}

/** How many answers are being made. */
export const answersInFlight = (): number => state.answers.size;

/** Lets browsers and waiting calls go, and finishes what was asked. */
export async function finishAnswers(): Promise<void> {
  state.ending.abort();
  while (state.answers.size > 0) await Promise.all(state.answers);
  // Made is not sent: Next.js writes the last of them now.
  await new Promise((resolve) => setTimeout(resolve, 250));
}
