import type { Product } from "../make-company";
import type { Company } from "./company";

export type Made = { companies: Company[]; apiKey: string; login: { email: string; password: string } };

const others = 4;

/** The tenant that is looked at, with its operator, and some of moderate size beside it in the same tables. */
export async function makeCompanies(product: Product, stations: number, days: number): Promise<Made> {
  const now = Date.now();
  const email = "operator@year.example";
  const make = async (seed: number, slug: string, operator?: object) => {
    const response = await fetch(`${product.portalUrl}/api/v1/tenants`, {
      method: "POST",
      headers: { authorization: `Bearer ${product.platformKey}`, "content-type": "application/json" },
      body: JSON.stringify({ slug, name: slug, currency: "EUR", timeZone: "Europe/Berlin", country: "DE", operator }),
    });
    if (!response.ok) throw new Error(`the tenant ${slug} is not made: ${await response.text()}`);
    return { ...((await response.json()) as { id: string; apiKey: string; operatorPassword: string }), seed, slug };
  };
  const year = await make(1, "year", { email, name: "Olga" });
  const beside = await Promise.all(Array.from({ length: others }, (_, n) => make(n + 2, `beside-${n + 1}`)));
  const company = (made: { id: string; seed: number; slug: string }, count: number, cards: number): Company => ({
    ...{ seed: made.seed, slug: made.slug, tenantId: made.id, stations: count, cards, days, now },
  });
  return {
    companies: [
      company(year, stations, stations * 100),
      ...beside.map((one) => company(one, Math.ceil(stations / 20), stations * 2)),
    ],
    apiKey: year.apiKey,
    login: { email, password: year.operatorPassword },
  };
}
