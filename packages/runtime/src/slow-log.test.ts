import { expect, test, vi } from "vitest";
import { slowLog } from "./slow-log";

function aSlowLog(perMinute: number) {
  const warn = vi.fn();
  return { warn, slow: slowLog(() => ({ warn }), { slowMs: 1_000, perMinute }) };
}

test("who was slow is named, who was not is not", () => {
  const { warn, slow } = aSlowLog(10);
  slow(999, "a slow answer", { stationId: "fast" });
  slow(1_500.4, "a slow answer", { tenantId: "t", stationId: "s" });
  expect(warn.mock.calls).toEqual([[{ tenantId: "t", stationId: "s", ms: 1_500 }, "a slow answer"]]);
});

test("a minute of slowness is so many lines and no more, and the next one tells how many were left out", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  try {
    const { warn, slow } = aSlowLog(2);
    for (let n = 0; n < 5; n++) slow(2_000, "a slow answer", { n });
    expect(warn).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(60_000);
    slow(2_000, "a slow answer", { n: 5 });
    expect(warn.mock.calls.slice(2)).toEqual([
      [{ leftOut: 3 }, "slow ones that were not told"],
      [{ n: 5, ms: 2_000 }, "a slow answer"],
    ]);
  } finally {
    vi.useRealTimers();
  }
});
