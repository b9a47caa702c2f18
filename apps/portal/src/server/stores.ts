import { setTimeout as sleep } from "node:timers/promises";
import { type Bus, createBus, doorbell, type LiveInlet, liveInlet, liveOutlet } from "@stationmaster/bus";
import { connect, type Database, roleUrl } from "@stationmaster/db";
import type { Announcement, Outlets } from "@stationmaster/domain";
import { createJobs, type Job } from "@stationmaster/jobs";
import { oncePerProcess } from "@stationmaster/runtime";
import { env } from "./env";
import { log } from "./log";

export type Stores = {
  /** Rows of one tenant at a time. */
  db: Database;
  /** Tenants, people and keys. */
  directory: Database;
  bus: Bus;
  outlets: Outlets;
  /** The one subscription of this process to live changes. */
  inlet: LiveInlet;
  isDatabaseUp(): Promise<boolean>;
  close(): Promise<void>;
};

const pausesMs = [500, 1_500, 4_000, 10_000];

export const stores = (): Stores => oncePerProcess("portal stores", open);

function open(): Stores {
  const { DATABASE_URL, REDIS_URL, DATABASE_POOL } = env();
  const as = { applicationName: "stationmaster portal", connectWithinSeconds: 20 };
  const app = connect(DATABASE_URL, { role: "app", max: DATABASE_POOL, ...as });
  const directory = connect(DATABASE_URL, { role: "directory", max: 3, ...as });
  const appUrl = roleUrl(DATABASE_URL, "app");
  const bus = createBus({ databaseUrl: appUrl, redisUrl: REDIS_URL, log: log() });
  const jobs = createJobs({ databaseUrl: appUrl, redisUrl: REDIS_URL, log: log() });
  const bell = doorbell(bus, log());
  const outlet = liveOutlet(bus, log());
  const inlet = liveInlet(bus, log());

  const announce = async (tenantId: string, announcement: Announcement) => {
    if (announcement.kind === "changed") outlet.changed(tenantId, announcement.change);
    else if (announcement.kind === "ring") await bell.ring({ tenantId, ...announcement.bell });
    else await enqueue(announcement.job);
  };

  /** Again for a while: the sweep that finds what was never heard comes minutes later, and somebody waits for their report. */
  async function enqueue(job: Job): Promise<void> {
    for (const pauseMs of pausesMs) {
      try {
        return await jobs.enqueue(job);
      } catch (error) {
        log().warn({ err: error, queue: job.queue }, "a job was not taken, it is offered again");
        await sleep(pauseMs, undefined, { ref: false });
      }
    }
    return jobs.enqueue(job);
  }

  return {
    db: app.db,
    directory: directory.db,
    bus,
    outlets: {
      db: app.db,
      // What is announced is written already; who missed it finds it there.
      announce: (tenantId, announcement) =>
        void announce(tenantId, announcement).catch((error) =>
          log().warn({ err: error, tenantId, announcement }, "not announced"),
        ),
    },
    inlet,
    isDatabaseUp: async () => (await app.sql`select 1`).length === 1,
    async close() {
      await Promise.allSettled([outlet.close(), inlet.close()]);
      await Promise.allSettled([bus.close(), jobs.close()]);
      await Promise.allSettled([app.sql.end({ timeout: 5 }), directory.sql.end({ timeout: 5 })]);
    },
  };
}
