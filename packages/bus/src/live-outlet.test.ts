import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Bus } from "./bus";
import { changesTopic, decodeNews, watchingTopic } from "./live-change";
import { liveOutlet } from "./live-outlet";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A bus that only keeps what is said on it, with one tenant that is looked at. */
async function aWatchedTenant() {
  const told: unknown[] = [];
  const bus: Bus = {
    async publish(topic, message) {
      if (topic === changesTopic) told.push(decodeNews(message)?.changes);
    },
    async subscribe(topic, onMessage) {
      if (topic === watchingTopic) onMessage("t");
      return async () => undefined;
    },
    onGap: () => () => undefined,
    isConnected: () => true,
    close: async () => undefined,
  };
  const outlet = liveOutlet(bus);
  await outlet.ready;
  return { outlet, told };
}

test("changes are gathered; the outcome of a command goes at once, with what was gathered before", async () => {
  const { outlet, told } = await aWatchedTenant();
  outlet.changed("t", { kind: "command", id: "1" });
  outlet.changed("t", { kind: "station", id: "2" });
  await vi.advanceTimersByTimeAsync(10);
  expect(told).toEqual([]);
  outlet.changed("t", { kind: "command", id: "1", isSettled: true });
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toEqual([
    [
      { kind: "command", id: "1" },
      { kind: "station", id: "2" },
      { kind: "command", id: "1", isSettled: true },
    ],
  ]);
  outlet.changed("t", { kind: "station", id: "3" });
  await vi.advanceTimersByTimeAsync(100);
  expect(told[1]).toEqual([{ kind: "station", id: "3" }]);
});
