import { and, deviceVariables, eq, inArray, isNotNull, isNull, networkProfiles, stations } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { variableKey } from "./device-model";

export type NetworkProfileRow = typeof networkProfiles.$inferSelect;

export const networkVariables = {
  order: { component: { name: "OCPPCommCtrlr" }, variable: { name: "NetworkConfigurationPriority" } },
  active: { component: { name: "OCPPCommCtrlr" }, variable: { name: "ActiveNetworkProfile" } },
  attempts: { component: { name: "OCPPCommCtrlr" }, variable: { name: "NetworkProfileConnectionAttempts" } },
  security: { component: { name: "SecurityCtrlr" }, variable: { name: "SecurityProfile" } },
} as const;
const keyOf = ({ component, variable }: { component: { name: string }; variable: { name: string } }) =>
  variableKey(component, variable);

export type NetworkSlots = {
  /** Those there are; null: the station has not told. */
  slots: number[] | null;
  /** As wanted: the first that can be reached is used. */
  order: { slots: number[]; at: Date; waitsForReboot: boolean } | null;
  /** `told`: by the station itself since its last boot; `order`: the first it would try. */
  inUse: { slot: number; by: "told" | "order" | "migration" } | null;
  /** Those a station may be connected by: not to be written to. */
  kept: ReadonlySet<number>;
  attempts: number | null;
  securityProfile: number;
};

/** What the station's device model tells of its network profiles. */
export async function readNetworkSlots(ctx: Context, stationId: string): Promise<NetworkSlots> {
  const told = await variablesOf(ctx, stationId);
  const [station] = await ctx.db
    .select({ bootedAt: stations.bootedAt, securityProfile: stations.securityProfile })
    .from(stations)
    .where(eq(stations.id, stationId));
  const order = told.get(keyOf(networkVariables.order));
  const active = told.get(keyOf(networkVariables.active));
  const activeSlot = slotsIn(active?.value)[0];
  const isFresh = active !== undefined && active.reportedAt >= (station?.bootedAt ?? active.reportedAt);
  const inOrder = slotsIn(order?.value);
  const waitsForReboot = order?.rebootRequired ?? false;
  const fromSlot = await slotBeingLeft(ctx, stationId);

  const inUse = ((): NetworkSlots["inUse"] => {
    if (activeSlot !== undefined && isFresh) return { slot: activeSlot, by: "told" };
    if (fromSlot !== undefined) return { slot: fromSlot, by: "migration" };
    if (inOrder[0] !== undefined && !waitsForReboot) return { slot: inOrder[0], by: "order" };
    return activeSlot === undefined ? null : { slot: activeSlot, by: "told" };
  })();
  const possible = [activeSlot, fromSlot, ...(waitsForReboot ? inOrder : inOrder.slice(0, 1))];
  const kept = inUse?.by === "told" && isFresh ? [inUse.slot] : possible.filter((slot) => slot !== undefined);

  const values = (order?.characteristics as { valuesList?: string } | null)?.valuesList;
  const attempts = Number(told.get(keyOf(networkVariables.attempts))?.value ?? Number.NaN);
  return {
    slots: values === undefined ? null : slotsIn(values),
    order: order && inOrder.length > 0 ? { slots: inOrder, at: order.reportedAt, waitsForReboot } : null,
    inUse,
    kept: new Set(kept),
    attempts: Number.isInteger(attempts) ? attempts : null,
    securityProfile: slotsIn(told.get(keyOf(networkVariables.security))?.value)[0] ?? station?.securityProfile ?? 1,
  };
}

async function variablesOf(ctx: Context, stationId: string) {
  const rows = await ctx.db
    .select()
    .from(deviceVariables)
    .where(
      and(
        eq(deviceVariables.stationId, stationId),
        inArray(deviceVariables.key, Object.values(networkVariables).map(keyOf)),
        eq(deviceVariables.attributeType, "Actual"),
      ),
    );
  return new Map(rows.map((row) => [row.key, row]));
}

/** Of a migration whose station has not booted since: the order may name another already. */
async function slotBeingLeft(ctx: Context, stationId: string): Promise<number | undefined> {
  const [row] = await ctx.db
    .select({ slot: networkProfiles.fromSlot })
    .from(networkProfiles)
    .where(
      and(
        eq(networkProfiles.stationId, stationId),
        isNotNull(networkProfiles.migrationAt),
        isNull(networkProfiles.endedAt),
        isNull(networkProfiles.checkId),
      ),
    );
  return row?.slot ?? undefined;
}

const slotsIn = (list: string | null | undefined): number[] =>
  (list ?? "").split(",").flatMap((text) => (/^\s*\d+\s*$/.test(text) ? [Number(text)] : []));

export const listNetworkProfiles = (ctx: Context, stationId: string): Promise<NetworkProfileRow[]> =>
  ctx.db.select().from(networkProfiles).where(eq(networkProfiles.stationId, stationId)).orderBy(networkProfiles.slot);

export const announceNetwork = (ctx: Context, stationId: string) =>
  ctx.changed({ kind: "room", id: "network", stationId });
