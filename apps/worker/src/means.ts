import { type Bus, createBus, doorbell, liveOutlet } from "@stationmaster/bus";
import { type Connection, connect, roleUrl } from "@stationmaster/db";
import type { Outlets } from "@stationmaster/domain";
import { createFileStore, type FileStore } from "@stationmaster/files";
import { createJobs, type Jobs } from "@stationmaster/jobs";
import type { Logger } from "@stationmaster/runtime";
import type { Settings } from "./env";

/** What the jobs work with: the database under three roles, the files, and the ways to tell others. */
export type Means = {
  app: Connection;
  ingest: Connection;
  directory: Connection;
  bus: Bus;
  jobs: Jobs;
  files: FileStore;
  outlets: Outlets;
  log: Logger;
  close(): Promise<void>;
};

/** Rejects when the database is not there. */
export async function openMeans(
  { databaseUrl, redisUrl, fileStore, connectionsOfDatabase: max }: Settings,
  log: Logger,
): Promise<Means> {
  const pool = (role: "app" | "ingest" | "directory", connections: number) =>
    connect(databaseUrl, { role, max: connections, applicationName: `stationmaster worker ${role}` });
  const pools = { app: pool("app", max), ingest: pool("ingest", 2), directory: pool("directory", 2) };
  const closePools = () => Promise.all(Object.values(pools).map(({ sql }) => sql.end({ timeout: 5 })));
  // Asked before all else: a bus would wait for it, and a queue that met no database does not recover.
  await pools.app.sql`select 1`.catch(async (error) => {
    await closePools();
    throw error;
  });
  const whereabouts = { databaseUrl: roleUrl(databaseUrl, "app"), redisUrl, log };
  const bus = createBus(whereabouts);
  const live = liveOutlet(bus, log);
  const bell = doorbell(bus, log);
  const jobs = createJobs(whereabouts);

  const outlets: Outlets = {
    db: pools.app.db,
    announce(tenantId, announcement) {
      switch (announcement.kind) {
        case "changed":
          return live.changed(tenantId, announcement.change);
        case "ring":
          return void bell.ring({ tenantId, ...announcement.bell });
        case "job":
          // The row is the truth: upkeep finds it again.
          return void jobs
            .enqueue(announcement.job)
            .catch((error) => log.warn({ err: error, tenantId }, "a job was not enqueued"));
      }
    },
  };

  return {
    ...pools,
    bus,
    jobs,
    files: createFileStore(fileStore),
    outlets,
    log,
    async close() {
      await live.close();
      await Promise.all([bus.close(), jobs.close()]);
      await closePools();
    },
  };
}
