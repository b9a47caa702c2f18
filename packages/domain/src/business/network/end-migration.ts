import { commandOf } from "../../blocks";
import { changeAvailability } from "../../blocks/availability";
import { setVariables } from "../../blocks/provisioning";
import { type Context, cancelCommand } from "../../kernel";
import { type CommandRecord, commandsById } from "../commands";
import { change, send, underWay } from "./migrate";
import { orderRequest } from "./migration";
import { type Network, networkOf } from "./read-network";

/**
 * Closes it. What the station has not heard yet is withdrawn; what it has done is undone as far as OCPP can: the order of
 * before, unless it has arrived or is gone, and back into service. What stands in the slot stays there, and is not used.
 */
export async function endMigration(ctx: Context, publicOcppUrl: string, identity: string): Promise<Network> {
  const { station, migration, row } = await underWay(ctx, publicOcppUrl, identity);
  const { commandId, outOfServiceId, queueId, orderId, restartId, checkId, orderBefore } = row;
  const ids = [commandId, outOfServiceId, queueId, orderId, restartId, checkId].filter((id) => id !== null);
  for (const id of ids) await cancelCommand(ctx, commandOf, id);
  const commands = new Map(
    (await commandsById(ctx, ids)).map((command): [string, CommandRecord] => [command.id, command]),
  );
  const mayHaveDone = (id: string | null) => {
    const command = id === null ? undefined : commands.get(id);
    if (!command) return false;
    const { status } = (command.response ?? {}) as { status?: string };
    return (
      command.status === "sent" ||
      command.status === "silent" ||
      (command.status === "answered" && status !== "Rejected")
    );
  };
  const isThere = migration.outcome !== "arrived" && migration.outcome !== "gone";
  const undo =
    isThere && orderBefore !== null && mayHaveDone(orderId)
      ? await send(ctx, station, setVariables, orderRequest(orderBefore))
      : null;
  if (migration.outcome !== "gone" && mayHaveDone(outOfServiceId))
    await send(ctx, station, changeAvailability, { operationalStatus: "Operative" });
  await change(ctx, station, migration.slot, { endedAt: ctx.now, undoId: undo?.id ?? null });
  return networkOf(ctx, publicOcppUrl, station);
}
