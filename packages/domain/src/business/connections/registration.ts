import { eq, stations } from "@stationmaster/db";
import type { Context } from "../../kernel/context";
import type { Standing } from "../../kernel/may-send";

export async function readStanding(ctx: Context, stationId: string): Promise<Standing | undefined> {
  const [standing] = await ctx.db
    .select({ bootStatus: stations.bootStatus, registrationStatus: stations.registrationStatus })
    .from(stations)
    .where(eq(stations.id, stationId));
  return standing;
}
