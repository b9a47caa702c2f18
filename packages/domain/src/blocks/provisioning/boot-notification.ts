import {
  and,
  desc,
  eq,
  inArray,
  isNull,
  sql,
  stationBoots,
  stationCommands,
  stations,
  tenants,
} from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { defineMessage, newId, observeCommand, type StationContext } from "../../kernel";
import { lookAgain } from "./checklist";
import { forgetRebootRequired } from "./device-model";
import { countDrift } from "./drift";
import { inventoryDue } from "./inventory";
import { askWhichProfile } from "./migration-questions";

/** Seconds a rejected station keeps quiet before it asks again (B03). */
const rejectedIntervalSeconds = 60;

/**
 * B01-B03: the answer is what an operator, or the tenant's onboarding, has set for this station. After a power cut thousands
 * boot in the same minute: what does not wait for each other is asked together, by statements the database knows already.
 */
export const bootNotification = defineMessage("BootNotification", async (ctx, { chargingStation, reason }) => {
  const { tenant, ...before } = await lastBoot(ctx);
  const isRetry = repeats(before, reason);
  const [station] = await ctx.db
    .update(stations)
    .set({
      bootStatus: sql`registration_status`,
      bootedAt: ctx.now,
      bootReason: reason,
      vendor: chargingStation.vendorName,
      model: chargingStation.model,
      serialNumber: chargingStation.serialNumber ?? null,
      firmwareVersion: chargingStation.firmwareVersion ?? null,
      iccid: chargingStation.modem?.iccid ?? null,
      imsi: chargingStation.modem?.imsi ?? null,
      ...(tenant.inventory === "automatic" ? { inventoryDueAt: inventoryDue(ctx.now, chargingStation) } : {}),
      // B01.FR.05: every connector reports after a boot; what was known before is no longer.
      statesStaleBefore: ctx.now,
    })
    .where(eq(stations.id, ctx.station.id))
    .returning({ registrationStatus: stations.registrationStatus })
    .prepare("boot")
    .execute();
  const status = station!.registrationStatus;
  const [hasWaited] = await Promise.all([
    reason !== "Triggered" && !isRetry && forgetRebootRequired(ctx, ctx.station.id),
    keepBoot(ctx, chargingStation, reason, status),
    observeResets(ctx, reason),
    reason !== "Triggered" && askWhichProfile(ctx, ctx.station.id),
    (!isRetry || status === "Accepted") && lookAgain(ctx, ctx.station.id),
  ]);
  const isOtherKind = before.vendor !== chargingStation.vendorName || before.model !== chargingStation.model;
  // Another template may hold now, or what waited for a boot is in force; else nothing has changed by it.
  if (hasWaited || isOtherKind) await countDrift(ctx, [ctx.station.id]);
  ctx.changed({ kind: "station", id: ctx.station.id, stationId: ctx.station.id });
  const interval = {
    Accepted: tenant.heartbeatIntervalSeconds,
    Pending: tenant.pendingIntervalSeconds,
    Rejected: rejectedIntervalSeconds,
  }[status];
  return { currentTime: ctx.now.toISOString(), interval, status };
});

type LastBoot = Omit<Awaited<ReturnType<typeof lastBoot>>, "tenant">;

async function lastBoot(ctx: StationContext) {
  const [station] = await ctx.db
    .select({
      ...{ vendor: stations.vendor, model: stations.model },
      ...{ bootStatus: stations.bootStatus, bootReason: stations.bootReason },
      isOfThisLine: sql<boolean>`coalesce(${stations.bootedAt} > ${stations.connectedAt}, false)`,
      tenant: {
        inventory: tenants.inventory,
        heartbeatIntervalSeconds: tenants.heartbeatIntervalSeconds,
        pendingIntervalSeconds: tenants.pendingIntervalSeconds,
      },
    })
    .from(stations)
    .innerJoin(tenants, eq(tenants.id, stations.tenantId))
    .where(eq(stations.id, ctx.station.id))
    .prepare("last boot")
    .execute();
  return station!;
}

/** B02.FR.08: a station that is not accepted says the same again after a while. Nothing has begun anew then. */
const repeats = ({ isOfThisLine, bootStatus, bootReason }: LastBoot, reason: string): boolean =>
  isOfThisLine && bootStatus !== "Accepted" && bootReason === reason;

async function keepBoot(
  ctx: StationContext,
  station: Req<"BootNotification">["chargingStation"],
  reason: string,
  status: string,
): Promise<void> {
  await ctx.db
    .insert(stationBoots)
    .values({
      id: newId(),
      stationId: ctx.station.id,
      at: ctx.now,
      reason,
      status,
      vendor: station.vendorName,
      model: station.model,
      serialNumber: station.serialNumber ?? null,
      firmwareVersion: station.firmwareVersion ?? null,
    })
    .prepare("keep boot")
    .execute();
}

/** A boot is the effect that a Reset of the whole station and a trigger of BootNotification waited for (B11, B12, F06). */
async function observeResets(ctx: StationContext, reason: string): Promise<void> {
  const waiting = await ctx.db
    .select({ id: stationCommands.id, action: stationCommands.action, request: stationCommands.request })
    .from(stationCommands)
    .where(
      and(
        eq(stationCommands.stationId, ctx.station.id),
        inArray(stationCommands.action, ["Reset", "TriggerMessage"]),
        inArray(stationCommands.status, ["answered", "silent"]),
        isNull(stationCommands.observedAt),
        // What it refused, it did not do.
        sql`coalesce(${stationCommands.response} ->> 'status', 'Accepted') in ('Accepted', 'Scheduled')`,
      ),
    )
    .orderBy(desc(stationCommands.id))
    .limit(10)
    .prepare("resets that wait for a boot")
    .execute();
  for (const { id, action, request } of waiting) {
    const isOfThisBoot =
      action === "Reset"
        ? !(request as Req<"Reset">).evseId && reason !== "Triggered"
        : (request as Req<"TriggerMessage">).requestedMessage === "BootNotification" && reason === "Triggered";
    if (isOfThisBoot) await observeCommand(ctx, id, { booted: reason });
  }
}
