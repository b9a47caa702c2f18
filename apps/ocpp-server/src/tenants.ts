import type { Database } from "@stationmaster/db";
import { type ConnectionTenant, tenantOfSlug, tenantsById } from "@stationmaster/domain";

const knownForMs = 5_000;
const mostKnown = 5_000;

type Known = { tenant: ConnectionTenant | undefined; at: number };

export type Tenants = ReturnType<typeof knownTenants>;

/** The tenants stations name in their URLs, for some seconds: a storm of handshakes asks once. */
export function knownTenants(directory: Database, now: () => number) {
  const bySlug = new Map<string, Known>();
  const asking = new Map<string, Promise<ConnectionTenant | undefined>>();

  async function ask(slug: string) {
    try {
      const tenant = await tenantOfSlug(directory, slug);
      bySlug.delete(slug);
      bySlug.set(slug, { tenant, at: now() });
      // Invented slugs must not fill the memory.
      if (bySlug.size > mostKnown) bySlug.delete(bySlug.keys().next().value ?? "");
      return tenant;
    } finally {
      asking.delete(slug);
    }
  }

  return {
    async ofSlug(slug: string): Promise<ConnectionTenant | undefined> {
      const known = bySlug.get(slug);
      if (known && now() - known.at < knownForMs) return known.tenant;
      const asked = asking.get(slug) ?? ask(slug);
      asking.set(slug, asked);
      return asked;
    },

    /** The settings as they are now, for connections that outlive what was read at their handshake. */
    refreshed: (ids: string[]) => (ids.length === 0 ? Promise.resolve([]) : tenantsById(directory, ids)),
  };
}
