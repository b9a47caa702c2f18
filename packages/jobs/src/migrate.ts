import { createLogger, readEnv } from "@stationmaster/runtime";
import { z } from "zod";
import { migrateJobs } from "./migrate-jobs";

const log = createLogger({ name: "migrate-jobs" });
const { DATABASE_URL, REDIS_URL } = readEnv({ DATABASE_URL: z.url(), REDIS_URL: z.url().optional() });

// Redis needs no tables; the schema is made all the same, so that taking REDIS_URL away again just works.
await migrateJobs(DATABASE_URL);
log.info({ redis: REDIS_URL !== undefined }, "the tables of the queues are up to date");
