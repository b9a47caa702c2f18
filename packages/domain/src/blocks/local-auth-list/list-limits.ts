import { and, deviceVariables, eq, inArray } from "@stationmaster/db";
import { ConflictError, type Context, InvalidError } from "../../kernel";
import { limitsOf, variableKey } from "../provisioning";

export type ListLimits = {
  /** null: the station has not told. */
  entries: number | null;
  itemsPerMessage: number | null;
  bytesPerMessage: number | null;
  isAvailable: boolean;
  isEnabled: boolean;
  /** null: not told. false: it does not look at the end of an entry, and has to be told when it comes. */
  heedsExpiry: boolean | null;
};

/** Entries that a message carries to a station that has not told how many it takes. */
export const assumedItems = 10;

const keyOf = (name: string) => variableKey({ name: "LocalAuthListCtrlr" }, { name });

/** What the station says of its list. Where it says nothing, it is taken to have one. */
export async function listLimits(ctx: Context, stationId: string): Promise<ListLimits> {
  const rows = await ctx.db
    .select({
      key: deviceVariables.key,
      value: deviceVariables.value,
      characteristics: deviceVariables.characteristics,
    })
    .from(deviceVariables)
    .where(
      and(
        eq(deviceVariables.stationId, stationId),
        eq(deviceVariables.attributeType, "Actual"),
        inArray(deviceVariables.key, ["Entries", "Available", "Enabled", "SupportsExpiryDateTime"].map(keyOf)),
      ),
    );
  const told = new Map(rows.map(({ key, value, characteristics }) => [key, { value, characteristics }]));
  const wordOf = (name: string) => told.get(keyOf(name))?.value?.toLowerCase();
  const { items, bytes } = await limitsOf(ctx, stationId);
  const heedsExpiry = wordOf("SupportsExpiryDateTime");
  return {
    entries: mostOf(told.get(keyOf("Entries"))?.characteristics),
    itemsPerMessage: items.SendLocalList ?? null,
    bytesPerMessage: bytes.SendLocalList ?? null,
    isAvailable: wordOf("Available") !== "false",
    isEnabled: wordOf("Enabled") !== "false",
    heedsExpiry: heedsExpiry === undefined ? null : heedsExpiry === "true",
  };
}

function mostOf(characteristics: unknown): number | null {
  if (typeof characteristics !== "object" || characteristics === null || !("maxLimit" in characteristics)) return null;
  const most = Number(characteristics.maxLimit);
  return Number.isFinite(most) && most >= 0 ? most : null;
}

/** Refused before anything of it is kept, let alone sent. */
export function refuseUnfit(limits: ListLimits, count: number): void {
  if (count === 0) return;
  if (!limits.isAvailable) throw new ConflictError("This station keeps no local list.");
  if (!limits.isEnabled)
    throw new ConflictError(
      "This station's local list is switched off: set LocalAuthListCtrlr.Enabled to true on it first.",
    );
  if (isTooLarge(limits, count))
    throw new InvalidError(
      `This station takes at most ${limits.entries} entries; the list would have ${count}.`,
      "entries",
    );
}

export const isTooLarge = ({ entries }: Pick<ListLimits, "entries">, count: number): boolean =>
  entries !== null && count > entries;
