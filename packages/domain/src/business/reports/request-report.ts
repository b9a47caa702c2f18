import { eq, inArray, reports, sites } from "@stationmaster/db";
import { z } from "zod";
import { type Context, DomainError, InvalidError, NotFoundError, newId } from "../../kernel";
import { getTenant, ianaTimeZone } from "../tenants";
import { getReport, type Report } from "./report";

export const newReport = z.object({
  kind: z.enum(["transactions"]),
  from: z.coerce.date(),
  to: z.coerce.date(),
  siteId: z.uuid().optional(),
  /** Left out, times are those of each site's own clock. */
  timeZone: ianaTimeZone.optional(),
});

/** Reports are made two at a time: who asks for hundreds keeps the others waiting. */
const mostWaiting = 20;

/** Kept as a row and made by the worker; the row says how far it is. */
export async function requestReport(
  ctx: Context,
  { kind, from, to, siteId, timeZone }: z.output<typeof newReport>,
): Promise<Report> {
  if (from >= to) throw new InvalidError("The report must end after it begins.", "to");
  if (siteId) await refuseUnknownSite(ctx, siteId);
  await refuseTooMany(ctx);
  const id = newId();
  const parameters = { from, to, ...(siteId ? { siteId } : {}), ...(timeZone ? { timeZone } : {}) };
  await ctx.db.insert(reports).values({ id, kind, parameters, requestedBy: ctx.actor, createdAt: ctx.now });
  ctx.enqueue({ queue: "reports", tenantId: (await getTenant(ctx)).id, reportId: id });
  ctx.changed({ kind: "report", id });
  return getReport(ctx, id);
}

async function refuseUnknownSite(ctx: Context, siteId: string): Promise<void> {
  const [site] = await ctx.db.select({ id: sites.id }).from(sites).where(eq(sites.id, siteId));
  if (!site) throw new NotFoundError("site", siteId);
}

async function refuseTooMany(ctx: Context): Promise<void> {
  const waiting = await ctx.db.$count(reports, inArray(reports.status, ["queued", "running"]));
  if (waiting >= mostWaiting) {
    throw new DomainError("too-much", `${waiting} reports are being made already. Wait for them, or cancel some.`);
  }
}
