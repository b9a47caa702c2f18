import { afterEach, expect, test, vi } from "vitest";
import { watchClock } from "./watch-clock";

afterEach(() => {
  vi.useRealTimers();
});

test("a clock that is set back is noticed once, with how far; one that is set forward, or just goes on, is not", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const wentBack = vi.fn();
  const looked = vi.spyOn(performance, "now");
  const stop = watchClock(wentBack, { everyMs: 5 });
  const twoLooks = () => {
    looked.mockClear();
    return vi.waitFor(() => expect(looked.mock.calls.length).toBeGreaterThanOrEqual(2));
  };
  vi.setSystemTime(Date.now() + 3_600_000);
  await twoLooks();
  expect(wentBack).not.toHaveBeenCalled();
  vi.setSystemTime(Date.now() - 3_600_000);
  await twoLooks();
  expect(wentBack).toHaveBeenCalledOnce();
  expect(wentBack.mock.calls[0]![0]).toBeGreaterThan(3_590_000);
  stop();
});
