import { type Database, inArray, tenants } from "@stationmaster/db";
import { slug } from "./tenant";

/** Whether a slug may still be had, and up to three like it that may. */
export async function suggestSlugs(
  directory: Database,
  wanted: string,
): Promise<{ free: boolean; suggestions: string[] }> {
  const stem = stemOf(wanted);
  const candidates = [wanted, stem, `${stem}-energy`, `${stem}-charging`, `${stem}-2`, `${stem}-3`];
  const valid = [...new Set(candidates)].filter((candidate) => slug.safeParse(candidate).success);
  const taken = await directory.select({ slug: tenants.slug }).from(tenants).where(inArray(tenants.slug, valid));
  const free = valid.filter((candidate) => !taken.some((row) => row.slug === candidate));
  return { free: free.includes(wanted), suggestions: free.filter((candidate) => candidate !== wanted).slice(0, 3) };
}

const stemOf = (text: string) =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 30)
    .padEnd(2, "0");
