import { runMigrations } from "bullmq";
import pg from "pg";

export const jobsSchema = "bullmq";

/**
 * Makes or updates the tables of the queues in their own schema and lets `grantTo` use them. By the owner, before any
 * process starts: a queue that meets a database without its tables does not recover.
 */
export async function migrateJobs(
  ownerUrl: string,
  { grantTo = ["stationmaster_app"] }: { grantTo?: string[] } = {},
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await runMigrations(client, jobsSchema);
    for (const role of grantTo) await client.query(grantsTo(client.escapeIdentifier(role)));
  } finally {
    await client.end();
  }
}

const grantsTo = (role: string) => `
  GRANT USAGE ON SCHEMA ${jobsSchema} TO ${role};
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${jobsSchema} TO ${role};
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${jobsSchema} TO ${role};
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${jobsSchema} TO ${role};
`;
