import { randomBytes } from "node:crypto";
import type { Connection } from "@stationmaster/db";
import { hashStationPassword } from "@stationmaster/domain";
import { type Company, day } from "./company";
import { putPlaces } from "./put-places";
import { putService } from "./put-service";
import { putSessions } from "./put-sessions";

export type Filled = { seconds: number; rows: number; bytes: number; password: string };

/** Fills the tenants by COPY as the owner, month by month's partitions as the product makes them. */
export async function fillYear({ sql }: Connection, companies: Company[], events: number): Promise<Filled> {
  const began = performance.now();
  const password = randomBytes(18).toString("base64url");
  const hash = hashStationPassword(password);
  const oldest = Math.min(...companies.map(({ now, days }) => now - days * day));
  await sql`select make_partitions_since(${new Date(oldest).toISOString()}::timestamptz)`;
  for (const company of companies) {
    await putPlaces(sql, company, hash);
    await putSessions(sql, company, events);
    await putService(sql, company);
  }
  await sql`vacuum analyze`;
  const [size] = await sql<{ rows: number; bytes: number }[]>`
    select sum(greatest(reltuples, 0))::float8 as rows, pg_database_size(current_database())::float8 as bytes
    from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`;
  return { ...size!, seconds: (performance.now() - began) / 1000, password };
}
