import type { Announcement } from "@stationmaster/domain";
import { createLogger } from "@stationmaster/runtime";
import { expect, test } from "vitest";
import { announce } from "./announce";

const job: Announcement = { kind: "job", job: { queue: "onboarding", tenantId: "t", stationId: "s" } };

test("jobs whose queue does not answer are bounded, and the queue is asked again when it does", async () => {
  const answers: (() => void)[] = [];
  const tell = announce({
    live: { ready: Promise.resolve(), changed: () => undefined, close: () => Promise.resolve() },
    bell: { ring: () => Promise.resolve(), onRing: () => Promise.reject(new Error("nobody rings")) },
    enqueue: () => new Promise<void>((resolve) => answers.push(resolve)),
    answeredHere: () => false,
    log: createLogger({ name: "announce", level: "silent" }),
  });
  for (let n = 0; n < 1_200; n++) tell("t", job);
  await new Promise(setImmediate);
  expect(answers).toHaveLength(1_000);
  answers[0]?.();
  await new Promise(setImmediate);
  tell("t", job);
  await new Promise(setImmediate);
  expect(answers).toHaveLength(1_001);
});
