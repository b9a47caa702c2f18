import { expect, test } from "vitest";
import { inbox } from "./inbox";

const limits = { pauseAtFrames: 32, resumeBelowFrames: 8, pauseAtBytes: 1_000 };
const turn = () => new Promise(setImmediate);

function aSlowInbox(after = Promise.resolve()) {
  const handled: string[] = [];
  const state = { paused: 0, resumed: 0 };
  const waiting: (() => void)[] = [];
  const box = inbox<{ text: string }>({
    limits,
    after,
    handle: async ({ text }) => {
      await new Promise<void>((go) => waiting.push(go));
      handled.push(text);
    },
    pause: () => state.paused++,
    resume: () => state.resumed++,
  });
  /** Lets so many be handled. */
  const step = async (count = 1) => {
    for (let n = 0; n < count; n++) {
      await turn();
      waiting.shift()?.();
      await turn();
    }
  };
  return { box, handled, state, step };
}

test("beyond 32 unread frames the socket is not read, and below 8 it is again", async () => {
  const { box, handled, state, step } = aSlowInbox();
  // The first is being handled and unread no more.
  for (let n = 0; n < 33; n++) box.push({ text: String(n) });
  await turn();
  expect(state.paused).toBe(1);
  expect(box.isPaused()).toBe(true);
  await step(24);
  expect(state.resumed).toBe(0);
  await step(2);
  expect(state.resumed).toBe(1);
  await step(7);
  await box.handled();
  expect(handled).toEqual(Array.from({ length: 33 }, (_, n) => String(n)));
});

test("a few large frames slow it down too", async () => {
  const { box, state } = aSlowInbox();
  for (let n = 0; n < 3; n++) box.push({ text: "x".repeat(500) });
  expect(state.paused).toBe(1);
});

test("nothing is handled before what the station said on its older line", async () => {
  let go: () => void = () => undefined;
  const { box, handled, step } = aSlowInbox(
    new Promise((resolve) => {
      go = resolve;
    }),
  );
  box.push({ text: "new" });
  await step(2);
  expect(handled).toEqual([]);
  go();
  await step(2);
  expect(handled).toEqual(["new"]);
});

test("what comes in the very moment the last was handled is not forgotten", async () => {
  const seen: string[] = [];
  const box = inbox<{ text: string }>({
    limits,
    after: Promise.resolve(),
    handle: async ({ text }) => void seen.push(text),
    pause() {},
    resume() {},
  });
  for (let n = 0; n < 200; n++) {
    box.push({ text: String(n) });
    for (let turns = 0; turns < n % 7; turns++) await Promise.resolve();
  }
  await box.handled();
  expect(seen).toHaveLength(200);
});
