import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import { connect } from "./connect";
import { makeRoles } from "./roles";

// Beside this file when run from source, further up when bundled into a dist/.
const migrationsFolder = ["./migrations", "../migrations", "../../migrations"]
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path));

/** Brings a database up to date as its owner: roles, tables, policies, partitions. Safe to run again and by two at once. */
export async function migrate(databaseUrl: string): Promise<void> {
  if (!migrationsFolder) throw new Error("the migrations folder is not beside this program");
  const { sql, db } = connect(databaseUrl, { role: "owner", max: 1 });
  try {
    await sql`select pg_advisory_lock(hashtext('stationmaster migrate'))`;
    await makeRoles(sql, databaseUrl);
    await runMigrations(db, { migrationsFolder });
  } finally {
    await sql.end();
  }
}
