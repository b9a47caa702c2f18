import { type Database, sql } from "@stationmaster/db";

/** Rather not now than hold up every station: what waits for a table's lock makes all others wait behind it. */
const lockTimeout = "3s";

/** Partitions for the weeks and months to come. */
export const makePartitions = (db: Database): Promise<void> =>
  patiently(db, async (tx) => {
    await tx.execute(sql`select make_partitions_ahead()`);
  });

/** Drops the days of the message log and the months of events and meter values that are older than they are kept; says which. */
export const applyRetention = (
  db: Database,
  { messageDays, months }: { messageDays: number; months: number },
): Promise<string[]> =>
  patiently(db, async (tx) => {
    const dropped: unknown = await tx.execute(
      sql`select drop_old_partitions(${messageDays}::int, ${months}::int) as name`,
    );
    return [...(dropped as Iterable<{ name: string }>)].map(({ name }) => name);
  });

type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** As the app in no tenant: it may call these two functions of the owner, and sees no row. */
const patiently = <T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('lock_timeout', ${lockTimeout}, true)`);
    return work(tx);
  });
