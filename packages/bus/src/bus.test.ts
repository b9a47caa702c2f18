import { Redis } from "ioredis";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Bus } from "./bus";
import { createBus } from "./create-bus";
import { doorbell } from "./doorbell";
import { liveInlet } from "./live-inlet";
import { liveOutlet } from "./live-outlet";

const { TEST_DATABASE_URL: databaseUrl, TEST_REDIS_URL: redisUrl } = process.env;

const drivers = [
  { name: "postgres", isThere: databaseUrl, make: () => createBus({ databaseUrl }), cut: cutPostgres },
  { name: "redis", isThere: redisUrl, make: () => createBus({ redisUrl, databaseUrl }), cut: cutRedis },
];

for (const { name, isThere, make, cut } of drivers) {
  describe.skipIf(!isThere)(`the bus on ${name}`, () => {
    const buses: Bus[] = [];
    const aBus = () => {
      const bus = make();
      buses.push(bus);
      return bus;
    };
    afterEach(async () => {
      await Promise.all(buses.splice(0).map((bus) => bus.close()));
    });

    test("a message reaches every subscriber of its topic, in order, the sender too", async () => {
      const [one, two] = [aBus(), aBus()];
      const heard: string[][] = [[], [], []];
      await one.subscribe("a", (message) => heard[0]?.push(message));
      await two.subscribe("a", (message) => heard[1]?.push(message));
      await two.subscribe("a", (message) => heard[2]?.push(message));
      await two.subscribe("b", () => expect.fail("wrong topic"));
      for (const message of ["1", "ü'\"\\", "3"]) await one.publish("a", message);
      await vi.waitFor(() => expect(heard).toEqual(Array(3).fill(["1", "ü'\"\\", "3"])));
    });

    test("topics may be long, odd, and alike in their first 63 bytes", async () => {
      const bus = aBus();
      const heard: string[] = [];
      const long = "x".repeat(100);
      for (const topic of [`${long}1`, `${long}2`, 'quo"te; DROP TABLE', "Upper", "upper"]) {
        await bus.subscribe(topic, (message) => heard.push(`${topic}=${message}`));
      }
      for (const topic of [`${long}2`, 'quo"te; DROP TABLE', "Upper"]) await bus.publish(topic, "!");
      await vi.waitFor(() => expect(heard).toEqual([`${long}2=!`, 'quo"te; DROP TABLE=!', "Upper=!"]));
    });

    test("who has unsubscribed hears nothing more; others on the topic still do", async () => {
      const bus = aBus();
      const [left, stayed] = [vi.fn(), vi.fn()];
      const unsubscribe = await bus.subscribe("a", left);
      await bus.subscribe("a", stayed);
      await unsubscribe();
      await bus.publish("a", "1");
      await vi.waitFor(() => expect(stayed).toHaveBeenCalledWith("1"));
      expect(left).not.toHaveBeenCalled();
    });

    test("a listener that throws keeps nothing from the others", async () => {
      const bus = aBus();
      const heard = vi.fn();
      await bus.subscribe("a", () => {
        throw new Error("a defect");
      });
      await bus.subscribe("a", heard);
      await bus.publish("a", "1");
      await bus.publish("a", "2");
      await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2));
    });

    test("a message over the limit is refused by both drivers alike", async () => {
      const bus = aBus();
      const heard = vi.fn();
      await bus.subscribe("a", heard);
      await bus.publish("a", "x".repeat(7_900));
      await expect(bus.publish("a", "x".repeat(7_901))).rejects.toThrow(RangeError);
      await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
    });

    test("a cut connection is made anew, its topics are heard again, and the gap is told once", async () => {
      const [cutOff, other] = [aBus(), aBus()];
      const [heard, gap] = [vi.fn(), vi.fn()];
      await cutOff.subscribe("a", heard);
      cutOff.onGap(gap);
      await cut();
      await vi.waitFor(() => expect(gap).toHaveBeenCalledOnce(), { timeout: 10_000 });
      await vi.waitFor(() => other.publish("a", "after"), { timeout: 10_000 });
      await vi.waitFor(() => expect(heard).toHaveBeenCalledWith("after"));
    });

    test("a closed bus refuses to publish", async () => {
      const bus = aBus();
      await bus.publish("a", "1");
      await bus.close();
      await expect(bus.publish("a", "2")).rejects.toThrow();
    });

    test("a ring of the doorbell says who and why", async () => {
      const heard = vi.fn();
      await doorbell(aBus()).onRing(heard);
      const bell = doorbell(aBus());
      await bell.ring({ tenantId: "t", stationId: "s", why: "work" });
      await bell.ring({ tenantId: "t", stationId: "s", why: "replaced", epoch: 7 });
      await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2));
      expect(heard.mock.calls).toEqual([
        [{ tenantId: "t", stationId: "s", why: "work" }],
        [{ tenantId: "t", stationId: "s", why: "replaced", epoch: 7 }],
      ]);
    });

    test("a doorbell that cannot ring does not fail its caller", async () => {
      const bus = aBus();
      await bus.close();
      const warn = vi.fn();
      await doorbell(bus, { warn, info: vi.fn(), error: vi.fn() }).ring({ tenantId: "t", stationId: "s", why: "work" });
      expect(warn).toHaveBeenCalledOnce();
    });

    test("live changes reach who watches the tenant, once each, and nobody else", async () => {
      const outlet = liveOutlet(aBus());
      const inlet = liveInlet(aBus());
      await Promise.all([outlet.ready, inlet.ready]);
      const seen: unknown[] = [];
      inlet.watch("northwind", (changes) => seen.push(...changes));
      inlet.watch("southgate", () => expect.fail("another tenant's change"));
      const change = { kind: "connector", id: "1-1", stationId: "s" } as const;
      // The announcement travels to the outlet: until it is there, nobody is told.
      await vi.waitFor(() => {
        outlet.changed("northwind", change);
        expect(seen.length).toBeGreaterThan(0);
      });
      seen.length = 0;
      for (let times = 0; times < 50; times += 1) outlet.changed("northwind", change);
      outlet.changed("northwind", { kind: "station", id: "s" });
      await vi.waitFor(() => expect(seen).toContainEqual({ kind: "station", id: "s" }));
      expect(seen.filter((one) => JSON.stringify(one) === JSON.stringify(change))).toHaveLength(1);
      await Promise.all([outlet.close(), inlet.close()]);
    });

    test("an outlet that starts later learns at once what is watched", async () => {
      const inlet = liveInlet(aBus());
      await inlet.ready;
      const seen = vi.fn();
      inlet.watch("northwind", seen);
      const outlet = liveOutlet(aBus());
      await vi.waitFor(() => {
        outlet.changed("northwind", { kind: "report", id: "r" });
        expect(seen).toHaveBeenCalled();
      });
      await Promise.all([outlet.close(), inlet.close()]);
    });

    test("more changes than can be told become one call to read anew", async () => {
      const outlet = liveOutlet(aBus());
      const inlet = liveInlet(aBus());
      await Promise.all([outlet.ready, inlet.ready]);
      const [changes, missed] = [vi.fn(), vi.fn()];
      inlet.watch("northwind", changes, missed);
      await vi.waitFor(() => {
        outlet.changed("northwind", { kind: "station", id: "0" });
        expect(changes).toHaveBeenCalled();
      });
      for (let id = 0; id < 1_000; id += 1) outlet.changed("northwind", { kind: "station", id: String(id) });
      await vi.waitFor(() => expect(missed).toHaveBeenCalledOnce());
      await Promise.all([outlet.close(), inlet.close()]);
    });
  });
}

let admin: postgres.Sql | undefined;
beforeAll(() => {
  if (databaseUrl) admin = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
});
afterAll(() => admin?.end());

async function cutPostgres() {
  await admin?.unsafe(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'stationmaster bus' and datname = current_database()",
  );
}

async function cutRedis() {
  const redis = new Redis(redisUrl ?? "");
  await redis.call("CLIENT", "KILL", "TYPE", "pubsub");
  redis.disconnect();
}
