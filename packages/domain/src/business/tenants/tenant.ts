import { type Database, eq, tenants } from "@stationmaster/db";
import { z } from "zod";
import { NotFoundError } from "../../kernel";

export type Tenant = typeof tenants.$inferSelect;

/** It is part of every station's address, so it never changes. */
export const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,39}$/, "2 to 40 lower-case letters, digits and hyphens, not beginning with a hyphen");

export const personName = z.string().trim().min(1).max(120);
const tenantName = z.string().trim().min(1).max(120);
const currency = z.string().regex(/^[A-Z]{3}$/, "a currency code of ISO 4217, as EUR");
const country = z.string().regex(/^[A-Z]{2}$/, "a country code of ISO 3166, as NL");
export const timeZone = z.string().max(64).refine(isTimeZone, "a time zone of the IANA list, as Europe/Amsterdam");

const description = { name: tenantName, currency, timeZone, country };

export const newTenant = z.object({
  slug,
  ...description,
  operator: z.object({ email: z.email().max(200), name: personName }).optional(),
});

export const tenantSettings = z
  .object({
    ...description,
    onboarding: z.enum(["immediate", "checked"]),
    inventory: z.enum(["manual", "automatic"]),
    unknownStations: z.enum(["refuse", "pending"]),
    unknownProperties: z.enum(["ignore", "refuse"]),
    heartbeatIntervalSeconds: z.int().min(10).max(86_400),
    pendingIntervalSeconds: z.int().min(1).max(86_400),
  })
  .partial();

/** A room that lists tenants sees no rows of theirs: it goes by the directory role. */
export async function tenantBySlug(directory: Database, wanted: string): Promise<Tenant> {
  const [tenant] = await directory.select().from(tenants).where(eq(tenants.slug, wanted));
  if (!tenant) throw new NotFoundError("tenant", wanted);
  return tenant;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    // An offset such as +02:00 is no zone: it knows no summer.
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}
