import { drivers } from "@stationmaster/db";
import type { Context } from "@stationmaster/domain";
import { getIdToken, putIdToken, type TokenLimits } from "@stationmaster/domain/authorization";
import { listAllSites } from "@stationmaster/domain/business/sites";
import { v7 as uuidv7 } from "uuid";
import type { Card } from "./cards";
import type { DemoTenant } from "./tenants";

/** After the sites, to some of which cards are limited. Drivers by their e-mail and cards by their text; a card that somebody has blocked meanwhile stays so. */
export async function keepCards(ctx: Context, tenant: DemoTenant, cards: Card[]): Promise<void> {
  const driverIds = await keepDrivers(ctx, tenant);
  const siteIds = new Map((await listAllSites(ctx)).map(({ name, id }) => [name, id]));
  for (const { idToken, type, status, driver, ...card } of cards) {
    const isKnown = await getIdToken(ctx, idToken).then(
      () => true,
      () => false,
    );
    if (isKnown) continue;
    await putIdToken(ctx, {
      ...{ idToken, type, status },
      driverId: driver === null ? null : (driverIds.get(emailOf(driver, tenant)) ?? null),
      expiresAt: status === "Expired" ? new Date(ctx.now.getTime() - 40 * 86_400_000) : null,
      ...{ groupIdToken: card.group ?? null, masterPass: card.isMasterPass ?? false },
      ...{ maxConcurrentTransactions: card.atOnce ?? null, personalMessage: card.message ?? null },
      lostAt: card.isLost ? new Date(ctx.now.getTime() - 3 * 86_400_000) : null,
      limits: card.limits ? limitsOf(card.limits, siteIds) : null,
      language: tenant.country === "DE" ? "de" : "en",
    });
  }
}

const limitsOf = ({ sites, ...limits }: NonNullable<Card["limits"]>, siteIds: Map<string, string>): TokenLimits => ({
  ...limits,
  ...(sites ? { siteIds: sites.map((name) => siteIds.get(name)!) } : {}),
});

async function keepDrivers(ctx: Context, tenant: DemoTenant): Promise<Map<string, string>> {
  const known = new Map((await ctx.db.select().from(drivers)).map(({ id, email }) => [email ?? id, id]));
  const missing = tenant.drivers.filter((name) => !known.has(emailOf(name, tenant)));
  const rows = missing.map((name) => ({ id: uuidv7(), name, email: emailOf(name, tenant), createdAt: ctx.now }));
  if (rows.length > 0) await ctx.db.insert(drivers).values(rows);
  for (const { id, email } of rows) known.set(email, id);
  return known;
}

const emailOf = (name: string, { slug }: DemoTenant) =>
  `${name
    .normalize("NFKD")
    .replace(/[^\w ]/g, "")
    .toLowerCase()
    .replaceAll(" ", ".")}@drivers.${slug}.example`;
