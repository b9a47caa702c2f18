/** Tables that belong to no tenant, each with the reason. The guard test refuses every other table without row-level security. */
export const platformTables = {
  users: "a person may work for several tenants; only the directory role reads it",
} as const;

/** Schemas whose tables hold ids only and no tenant's data. */
export const platformSchemas = {
  bullmq: "queues: job ids and tenant ids, entered again by withTenant",
  drizzle: "the list of migrations that ran",
} as const;
