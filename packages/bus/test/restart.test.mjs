import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { start } from "../../../scripts/postgres.mjs";
import { isRedisInstalled, startRedis } from "../../../scripts/redis.mjs";
import { createBus } from "../src/index";

const servers = {
  async postgres() {
    const dataDir = mkdtempSync(join(tmpdir(), "stationmaster-bus-"));
    let running = await start({ dataDir, durable: false });
    const { url: databaseUrl, port } = running;
    return {
      settings: { databaseUrl },
      down: () => running.stop(),
      up: async () => {
        running = await start({ dataDir, durable: false, port });
      },
      remove: async () => {
        await running.stop();
        rmSync(dataDir, { recursive: true, force: true });
      },
    };
  },
  async redis() {
    let running = await startRedis();
    const { url: redisUrl, port } = running;
    return {
      settings: { redisUrl },
      down: () => running.stop(),
      up: async () => {
        running = await startRedis({ port });
      },
      remove: () => running.stop(),
    };
  },
};

const drivers = [
  { name: "postgres", isThere: true },
  { name: "redis", isThere: isRedisInstalled() },
];

for (const { name, isThere } of drivers) {
  describe.skipIf(!isThere)(`the bus on ${name}, whose server is away for a while`, () => {
    test("says so, refuses to publish meanwhile, and hears again afterwards without being asked", async () => {
      const server = await servers[name]();
      const bus = createBus(server.settings);
      const [heard, gap, late] = [vi.fn(), vi.fn(), vi.fn()];
      await bus.subscribe("a", heard);
      bus.onGap(gap);
      await bus.publish("a", "before");
      await vi.waitFor(() => expect(heard).toHaveBeenCalledWith("before"));

      await server.down();
      await vi.waitFor(() => expect(bus.isConnected()).toBe(false), { timeout: 5_000 });
      await expect(bus.publish("a", "lost")).rejects.toThrow();
      // Whoever subscribes now waits, and is not told that it failed.
      const subscribing = bus.subscribe("b", late);

      await server.up();
      await subscribing;
      await vi.waitFor(() => expect(gap).toHaveBeenCalled(), { timeout: 15_000 });
      await vi.waitFor(() => bus.publish("a", "after"), { timeout: 15_000 });
      await bus.publish("b", "after");
      await vi.waitFor(() => expect(heard).toHaveBeenCalledWith("after"));
      await vi.waitFor(() => expect(late).toHaveBeenCalledWith("after"));
      expect(heard).not.toHaveBeenCalledWith("lost");
      await bus.close();
      await server.remove();
    }, 40_000);
  });
}
