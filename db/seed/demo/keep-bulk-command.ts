import type { Context } from "@stationmaster/domain";
import { listBulkCommands, sendBulkCommand } from "@stationmaster/domain/business/bulk-commands";
import type { KeptStation } from "./keep-places";

/** A first question to the whole fleet, which answers it as soon as it is there. */
export async function keepBulkCommand(ctx: Context, stations: KeptStation[]): Promise<void> {
  if ((await listBulkCommands(ctx, { limit: 1 })).items.length > 0) return;
  await sendBulkCommand(ctx, {
    ...{ action: "TriggerMessage", payload: { requestedMessage: "MeterValues" }, deadlineSeconds: 86_400 },
    stationIdentities: stations.map(({ identity }) => identity),
  });
}
