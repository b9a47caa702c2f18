import { randomBytes, randomUUID } from "node:crypto";
import { type Connection, connect } from "@stationmaster/db";
import { hashStationPassword } from "@stationmaster/domain";

export type LoadStation = { id: string; tenant: string; identity: string };
export type Crowd = { tenantIds: string[]; stations: LoadStation[]; password: string; idToken: string };

/** Tenants with stations that may connect, and one card accepted by each tenant; put in by the owner, in bulk. */
export async function putStations(db: Connection, name: string, tenants: number, stations: number): Promise<Crowd> {
  const password = randomBytes(18).toString("base64url");
  const hash = hashStationPassword(password);
  const idToken = "04A2B3C4D5E680";
  const rows = Array.from({ length: tenants }, (_, n) => ({ id: randomUUID(), slug: `${name}-${n + 1}` }));
  await db.sql`
    insert into tenants (id, slug, name, currency, time_zone, country)
    select id, slug, slug, 'EUR', 'Europe/Berlin', 'DE' from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as t(id uuid, slug text)`;
  await db.sql`
    insert into id_tokens (tenant_id, type, id_token, status)
    select id, 'ISO14443', ${idToken}, 'Accepted' from tenants where slug like ${`${name}-%`}`;
  const made = Array.from({ length: stations }, (_, n) => {
    const tenant = rows[n % tenants]!;
    return { id: randomUUID(), tenantId: tenant.id, tenant: tenant.slug, identity: `LOAD-${n + 1}` };
  });
  await db.sql`
    insert into stations (tenant_id, id, identity, password_hash)
    select "tenantId", id, identity, ${hash} from jsonb_to_recordset(${JSON.stringify(made)}::text::jsonb) as s("tenantId" uuid, id uuid, identity text)`;
  await db.sql`analyze tenants, stations, id_tokens`;
  return { tenantIds: rows.map(({ id }) => id), stations: made, password, idToken };
}

export const asOwner = () => connect(required("DATABASE_URL"), { role: "owner", max: 2 });

export function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: measures are started by npm run load -w e2e`);
  return value;
}
