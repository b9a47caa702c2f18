import { tenants } from "@stationmaster/db";
import type { Context } from "../../kernel";
import type { Tenant } from "./tenant";

/** The tenant we are in. Its row is the only one that the policy shows. */
export async function getTenant(ctx: Context): Promise<Tenant> {
  const [tenant] = await ctx.db.select().from(tenants);
  return tenant!;
}
