import { and, eq, isNull, localListEntries, sites, stations } from "@stationmaster/db";
import { z } from "zod";
import { overruleChecklist } from "../../blocks/provisioning";
import { type Context, InvalidError } from "../../kernel";
import { note } from "../audit";
import { configureEvses, forgetConfiguredEvses } from "./configure-evses";
import { findStation } from "./find-station";
import { evses, securityProfile } from "./new-station";

const messageLimit = z.int().min(1).max(10_000);

export const stationChanges = z.object({
  registrationStatus: z.enum(["Accepted", "Pending", "Rejected"]).optional(),
  securityProfile: securityProfile.optional(),
  siteId: z.uuid().nullable().optional(),
  evses: evses.optional(),
  /** Overrides what the station reports, for stations that report nothing or the wrong thing. */
  itemsPerMessage: z.record(z.string().regex(/^[A-Za-z0-9]{1,50}$/), messageLimit).optional(),
});

export async function updateStation(
  ctx: Context,
  identity: string,
  changes: z.output<typeof stationChanges>,
): Promise<void> {
  const station = await findStation(ctx, identity);
  const { evses: configured, ...columns } = changes;
  if (columns.siteId) await refuseUnknownSite(ctx, columns.siteId);
  const given = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length > 0) await ctx.db.update(stations).set(given).where(eq(stations.id, station.id));
  // Limited cards on its local list may be good there now, or no more: looked at with the next sweep of the lists.
  if (columns.siteId !== undefined)
    await ctx.db
      .update(localListEntries)
      .set({ turnsAt: ctx.now })
      .where(and(eq(localListEntries.stationId, station.id), isNull(localListEntries.status)));
  if (configured) {
    await forgetConfiguredEvses(ctx, station.id);
    await configureEvses(ctx, [{ id: station.id, evses: configured }]);
  }
  await note(ctx, "station changed", station.identity, changes);
  if (changes.registrationStatus) {
    await overruleChecklist(ctx, station.id);
    // The node that holds the station lets it in or shuts it out at once, not at its next boot.
    ctx.ring({ stationId: station.id, why: "registration" });
  }
  ctx.changed({ kind: "station", id: station.id, stationId: station.id });
}

async function refuseUnknownSite(ctx: Context, siteId: string): Promise<void> {
  const [site] = await ctx.db.select({ id: sites.id }).from(sites).where(eq(sites.id, siteId));
  if (!site) throw new InvalidError(`There is no site ${siteId}.`, "siteId");
}
