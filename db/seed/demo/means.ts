import { connect, type Database, type Sql } from "@stationmaster/db";
import type { Outlets } from "@stationmaster/domain";

/** The demo is made through the rooms, under the roles of the product. */
export type Means = {
  outlets: Outlets;
  directory: Database;
  ingest: Sql;
  /** The same rooms at another moment. */
  asOf(moment: Date): Outlets;
  close(): Promise<void>;
};

export function openMeans(databaseUrl: string): Means {
  const pool = (role: "app" | "directory" | "ingest", max: number) =>
    connect(databaseUrl, { role, max, applicationName: "stationmaster demo" });
  const pools = { app: pool("app", 3), directory: pool("directory", 3), ingest: pool("ingest", 2) };
  // Nobody looks yet: at npm start the demo is made before anything listens.
  const outlets: Outlets = { db: pools.app.db, announce: () => {} };
  return {
    outlets,
    directory: pools.directory.db,
    ingest: pools.ingest.sql,
    asOf: (moment) => ({ ...outlets, now: () => moment }),
    close: async () => {
      await Promise.all(Object.values(pools).map(({ sql }) => sql.end()));
    },
  };
}
