import { expect, test } from "vitest";
import { answeredCalls } from "./answered-calls";

const fresh = () => answeredCalls({ kept: 3, keptMs: 1_000 });
const event = { id: "1", action: "TransactionEvent" };

test("the same words under the same id hear the same, on this line and the next", () => {
  const answered = fresh();
  answered.remember("s", 1, "1", "words", "answer", 0);
  expect(answered.find("s", 1, event, "words")).toBe("answer");
  expect(answered.find("s", 2, event, "words")).toBe("answer");
  expect(answered.find("s", 1, event, "other words")).toBeUndefined();
  expect(answered.find("another", 1, event, "words")).toBeUndefined();
});

test("a boot, a heartbeat and an authorization on a new line are asked anew", () => {
  const answered = fresh();
  answered.remember("s", 1, "1", "words", "answer", 0);
  for (const action of ["BootNotification", "Heartbeat", "Authorize"]) {
    expect(answered.find("s", 1, { id: "1", action }, "words")).toBe("answer");
    expect(answered.find("s", 2, { id: "1", action }, "words")).toBeUndefined();
  }
});

test("only the last few are kept, and not for long", () => {
  const answered = fresh();
  for (let n = 0; n < 4; n++) answered.remember("s", 1, String(n), "w", "a", n * 300);
  expect(answered.find("s", 1, { id: "0", action: "MeterValues" }, "w")).toBeUndefined();
  answered.forgetOld(1_400);
  expect(answered.find("s", 1, event, "w")).toBeUndefined();
  expect(answered.find("s", 1, { id: "3", action: "MeterValues" }, "w")).toBe("a");
});
