import { eq, type SQL, sql, stations } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import type { Context, Outcome } from "../../kernel";

type ChargingStation = Req<"BootNotification">["chargingStation"];

/** What a device model belongs to: another device, make or firmware has another one. */
const makeOf = ({ vendorName, model, serialNumber, firmwareVersion }: ChargingStation): string =>
  [vendorName, model, serialNumber ?? "", firmwareVersion ?? ""].join("|");
const makeNow = sql<string>`vendor || '|' || model || '|' || coalesce(serial_number, '') || '|' || coalesce(firmware_version, '')`;

/** The first minute after a boot is the station's own; and stations that boot together are not asked together. */
const earliestMs = 60_000;
const spreadMs = 60_000;

/** B07.FR.14: when a station that is accepted with this boot is to be asked for its device model, if that is not the one we have. */
export function inventoryDue(now: Date, station: ChargingStation): SQL {
  const at = new Date(now.getTime() + earliestMs + Math.random() * spreadMs).toISOString();
  return sql`case when registration_status = 'Accepted' and inventory_of is distinct from ${makeOf(station)} then ${at}::timestamptz end`;
}

/** We have it, or there is none to be had: not asked again before the station is another. */
export const noteInventory = (ctx: Context, stationId: string) =>
  ctx.db.update(stations).set({ inventoryOf: makeNow, inventoryDueAt: null }).where(eq(stations.id, stationId));

/** A station that is busy, or was not heard, is asked again after its next boot; one that has no such report is not. */
export async function noteNoInventory(
  ctx: Context,
  stationId: string,
  outcome: Outcome<"GetBaseReport">,
): Promise<void> {
  const hasNone =
    outcome.kind === "refused" ||
    (outcome.kind === "answered" && ["NotSupported", "EmptyResultSet"].includes(outcome.response.status));
  if (hasNone) await noteInventory(ctx, stationId);
}
