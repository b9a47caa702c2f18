import { randomBytes } from "node:crypto";
import { connect, type Sql } from "@stationmaster/db";
import { migrate } from "@stationmaster/db/migrate";
import { migrateJobs } from "@stationmaster/jobs";
import { afterAll } from "vitest";

// Any number that the product's own locks do not use: it makes the parallel test files take turns.
const templateLock = 7_205_201;
const template = "stationmaster_template";

export interface TestDatabase {
  /** The owner's URL, from which the other roles' are derived. */
  url: string;
}

/** A migrated database of this test file alone, dropped after it. */
export async function aDatabase(): Promise<TestDatabase> {
  const cluster = process.env.TEST_DATABASE_URL;
  if (!cluster) throw new Error("Tests with a database run by vitest from the root, which starts a Postgres for them");
  const name = `stationmaster_test_${randomBytes(6).toString("hex")}`;
  const { sql } = connect(cluster, { role: "owner", max: 1 });
  try {
    await makeTemplate(sql, cluster);
    await sql.unsafe(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  } finally {
    await sql.end();
  }
  afterAll(() => drop(cluster, name));
  return { url: urlOf(cluster, name) };
}

/** Migrated once per cluster; a database copied from it is ready in a third of a second. */
async function makeTemplate(sql: Sql, cluster: string) {
  await sql`select pg_advisory_lock(${templateLock})`;
  try {
    const [made] = await sql`select 1 from pg_database where datname = ${template} and datallowconn is false`;
    if (made) return;
    // What a failed migration left is made anew.
    await sql.unsafe(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    await sql.unsafe(`CREATE DATABASE ${template}`);
    await migrate(urlOf(cluster, template));
    await migrateJobs(urlOf(cluster, template));
    // Nobody may connect: CREATE DATABASE refuses a template that is in use.
    await sql.unsafe(`ALTER DATABASE ${template} WITH ALLOW_CONNECTIONS false`);
  } finally {
    await sql`select pg_advisory_unlock(${templateLock})`;
  }
}

async function drop(cluster: string, name: string) {
  const { sql } = connect(cluster, { role: "owner", max: 1 });
  try {
    await sql.unsafe(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  } finally {
    await sql.end();
  }
}

function urlOf(cluster: string, database: string): string {
  const url = new URL(cluster);
  url.pathname = `/${database}`;
  return url.href;
}
