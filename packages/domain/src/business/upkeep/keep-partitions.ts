import { type Database, sql } from "@stationmaster/db";

/** Rather not now than hold up every station: what waits for a table's lock makes all others wait behind it. */
const lockTimeout = "3s";

export type PartitionStanding = { table: string; until: Date; restBytes: number };

/** Partitions for the weeks and months to come; says how far they reach, and what lies in none of them. */
export async function makePartitions(db: Database): Promise<PartitionStanding[]> {
  await patiently(db, (tx) => tx.execute(sql`select make_partitions_ahead()`));
  const rows: unknown = await db.execute(
    sql`select parent as "table", until::text as until, rest_bytes::float8 as "restBytes" from partition_standing() order by 1`,
  );
  return [...(rows as Iterable<{ table: string; until: string; restBytes: number }>)].map(({ until, ...row }) => ({
    ...row,
    until: new Date(until),
  }));
}

/** How long each is kept: days of the message log, months of the others. */
export type Retention = { messageDays: number; eventMonths: number; meterValueMonths: number };

/** Drops the days and months of each table that are older than they are kept; says which. A table that is in use keeps no other waiting. */
export async function applyRetention(
  db: Database,
  { messageDays, eventMonths, meterValueMonths }: Retention,
): Promise<{ dropped: string[]; errors: unknown[] }> {
  const kept = {
    ocpp_messages: `${messageDays} days`,
    meter_values: `${meterValueMonths} months`,
    station_events: `${eventMonths} months`,
    authorizations: `${eventMonths} months`,
    transaction_events: `${eventMonths} months`,
  };
  const dropped: string[] = [];
  const errors: unknown[] = [];
  for (const [table, keep] of Object.entries(kept)) {
    try {
      for (let name = await dropOldest(db, table, keep); name; name = await dropOldest(db, table, keep))
        dropped.push(name);
    } catch (error) {
      errors.push(error);
    }
  }
  return { dropped, errors };
}

/** One a transaction: its table is locked for a moment only. */
const dropOldest = (db: Database, table: string, keep: string): Promise<string | null> =>
  patiently(db, async (tx) => {
    const rows: unknown = await tx.execute(sql`select drop_oldest_partition(${table}, ${keep}::interval) as name`);
    return [...(rows as Iterable<{ name: string | null }>)][0]?.name ?? null;
  });

type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** As the app in no tenant: it may call these functions of the owner, and sees no row. */
const patiently = <T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('lock_timeout', ${lockTimeout}, true)`);
    return work(tx);
  });
