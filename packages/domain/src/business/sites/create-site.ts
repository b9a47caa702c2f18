import { sites } from "@stationmaster/db";
import { z } from "zod";
import { type Context, newId } from "../../kernel";
import { note } from "../audit";
import { ianaTimeZone } from "../tenants";
import type { SiteRow } from "./list-sites";

export const newSite = z.object({
  name: z.string().trim().min(1).max(120),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  timeZone: ianaTimeZone,
  address: z.string().trim().min(1).max(300).optional(),
});

export async function createSite(ctx: Context, { address, ...site }: z.output<typeof newSite>): Promise<SiteRow> {
  const row = { id: newId(), ...site, address: address ?? null };
  await ctx.db.insert(sites).values({ ...row, createdAt: ctx.now });
  await note(ctx, "site created", row.id, { name: site.name });
  return { ...row, stationCount: 0 };
}
