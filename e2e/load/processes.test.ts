import { expect, test } from "vitest";
import { postgresMs, processorMs, residentBytes } from "./processes";

test.runIf(process.platform === "linux")("a process that works uses processor time, one that is gone has none", () => {
  const before = processorMs(process.pid);
  const until = Date.now() + 20_000;
  while (processorMs(process.pid) < before + 50 && Date.now() < until) Math.sqrt(Math.random());
  const used = processorMs(process.pid) - before;
  expect(used).toBeGreaterThanOrEqual(50);
  expect(used).toBeLessThan(20_000);
  expect(postgresMs(process.pid)).toBeGreaterThanOrEqual(before + used);
  expect(residentBytes(process.pid)).toBeGreaterThan(10 * 2 ** 20);
  expect(processorMs(2 ** 22)).toBeNaN();
  expect(residentBytes(2 ** 22)).toBeNaN();
});
