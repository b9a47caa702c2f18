import type { Connection } from "@stationmaster/db";
import { type Company, cardId, day, driverId, siteId } from "./company";

export type Known = {
  siteId: string;
  cardId: string;
  driverId: string;
  sessionId: string;
  gapSessionId: string;
  bulkId: string;
  monthsAgo: Date;
  /** Lists from a cursor near their end: where reading on by counting would be slowest. */
  lastPages: [name: string, input: object][];
};

/** What the addresses name. */
export async function findKnown({ sql }: Connection, company: Company): Promise<Known> {
  const { tenantId, now, days } = company;
  const [found] = await sql<{ sessionId: string; gapSessionId: string; bulkId: string }[]>`
    select (select id from transactions where tenant_id = ${tenantId} and not is_active order by started_at desc limit 1) as "sessionId",
      (select id from transactions where tenant_id = ${tenantId} and has_gap order by started_at desc limit 1) as "gapSessionId",
      (select id from bulk_commands where tenant_id = ${tenantId} order by id desc limit 1) as "bulkId"`;
  const [early] = await sql<{ at: string; id: string; decision: string; driver: string; driverName: string }[]>`
    select t.started_at::text as at, t.id, a.id as decision, d.id as driver, lower(d.name) as "driverName"
    from (select * from transactions where tenant_id = ${tenantId} order by started_at offset 500 limit 1) t,
      (select id from authorizations where tenant_id = ${tenantId} order by id offset 500 limit 1) a,
      (select id, name from drivers where tenant_id = ${tenantId} order by lower(name) desc offset 20 limit 1) d`;
  const cursor = (...values: string[]) => Buffer.from(JSON.stringify(values)).toString("base64url");
  const [lastCard] = await sql<{ id: string }[]>`
    select id from id_tokens where tenant_id = ${tenantId} order by token_key desc offset 60 limit 1`;
  return {
    ...found!,
    ...{ siteId: siteId(company, 1), cardId: cardId(company, 3), driverId: driverId(company, 1) },
    monthsAgo: new Date(now - Math.min(days, 300) * day),
    lastPages: [
      ["sessions.list", { limit: 50, cursor: cursor("startedAt", early!.at, early!.id) }],
      ["authorization.decisions", { limit: 50, cursor: cursor(early!.decision) }],
      ["authorization.drivers", { limit: 50, cursor: cursor(early!.driverName, early!.driver) }],
      ["authorization.list", { limit: 50, cursor: cursor(lastCard!.id) }],
    ],
  };
}
