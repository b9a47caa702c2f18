import { type Database, eq, inArray, tenants } from "@stationmaster/db";

/** What a connection needs to know of the tenant it belongs to. */
export type ConnectionTenant = Pick<
  typeof tenants.$inferSelect,
  "id" | "slug" | "status" | "unknownStations" | "unknownProperties"
>;

const columns = {
  id: tenants.id,
  slug: tenants.slug,
  status: tenants.status,
  unknownStations: tenants.unknownStations,
  unknownProperties: tenants.unknownProperties,
};

/** The tenant that a station names in its URL. Asked of the directory: there is no tenant to be in yet. */
export async function tenantOfSlug(directory: Database, slug: string): Promise<ConnectionTenant | undefined> {
  const [tenant] = await directory.select(columns).from(tenants).where(eq(tenants.slug, slug));
  return tenant;
}

export const tenantsById = (directory: Database, ids: string[]): Promise<ConnectionTenant[]> =>
  directory.select(columns).from(tenants).where(inArray(tenants.id, ids));

/** Every tenant, for what is done in the name of none: the sweep of lost connections. */
export const tenantIds = async (directory: Database): Promise<string[]> =>
  (await directory.select({ id: tenants.id }).from(tenants)).map(({ id }) => id);
