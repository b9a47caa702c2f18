import { createHmac } from "node:crypto";
import type { Sql } from "postgres";

/** Besides the owner, who is whoever `DATABASE_URL` names and runs the migrations. */
export const roles = ["app", "ingest", "directory"] as const;
export type Role = (typeof roles)[number];

export const roleName = (role: Role) => `stationmaster_${role}`;

const passwordOf = (url: URL, role: Role) =>
  createHmac("sha256", decodeURIComponent(url.password)).update(roleName(role)).digest("hex");

/** The same database for a lesser role: its password follows from the owner's, so one setting is enough (ADR 0003). */
export function roleUrl(databaseUrl: string, role: "owner" | Role): string {
  if (role === "owner") return databaseUrl;
  const url = new URL(databaseUrl);
  if (!url.password) throw new Error("DATABASE_URL must carry a password: those of the lesser roles follow from it");
  url.password = passwordOf(url, role);
  url.username = roleName(role);
  return url.toString();
}

/** Roles belong to the cluster, which may hold several databases of ours: make what is missing, set what may have changed. */
export async function makeRoles(sql: Sql, databaseUrl: string): Promise<void> {
  for (const role of roles) {
    const name = roleName(role);
    const attributes = "login nosuperuser nobypassrls nocreatedb nocreaterole noinherit";
    await sql.unsafe(
      `do $$ begin create role ${name} ${attributes}; exception when duplicate_object or unique_violation then null; end $$`,
    );
    const password = passwordOf(new URL(databaseUrl), role);
    await sql.unsafe(
      `do $$ begin perform pg_advisory_xact_lock(hashtext('stationmaster roles')); alter role ${name} password '${password}'; end $$`,
    );
  }
}
