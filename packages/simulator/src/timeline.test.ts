import { expect, test } from "vitest";
import { manualTimeline } from "./timeline";

const noon = new Date("2026-11-21T12:00:00Z");

test("what is due happens in its order and at its time, also what it brings about itself", async () => {
  const timeline = manualTimeline(noon);
  const seen: [string, number][] = [];
  const note = (what: string) => seen.push([what, (timeline.now() - noon.getTime()) / 1000]);
  timeline.after(20, () => note("second"));
  timeline.after(10, async () => {
    await Promise.resolve();
    note("first");
    timeline.after(5, () => note("brought about"));
  });
  timeline.after(31, () => note("too late"));
  await timeline.advance(30);
  expect(seen).toEqual([
    ["first", 10],
    ["brought about", 15],
    ["second", 20],
  ]);
  expect(timeline.now()).toBe(noon.getTime() + 30_000);
});

test("what is cancelled does not happen", async () => {
  const timeline = manualTimeline(noon);
  let happened = false;
  const cancel = timeline.after(1, () => {
    happened = true;
  });
  cancel();
  await timeline.advance(2);
  expect(happened).toBe(false);
});
