import type { CommandAction } from "@stationmaster/ocpp";
import { type Command, type Context, sendCommand } from "../../kernel";
import { note } from "../audit";
import { findStation } from "../stations";
import { type CommandDetail, queuedCommand } from "./command-record";

/** An operator asks a station by a room's own command, whose rules may refuse. */
export async function askStation<A extends CommandAction, Input>(
  ctx: Context,
  stationIdentity: string,
  command: Command<A, Input>,
  input: Input,
  deadlineSeconds?: number,
): Promise<CommandDetail> {
  const station = await findStation(ctx, stationIdentity);
  const options = deadlineSeconds === undefined ? {} : { deadlineSeconds };
  const row = await sendCommand(ctx, station.id, command, input, options);
  await note(ctx, "command", station.identity, { action: command.action, commandId: row.id });
  return queuedCommand(ctx, row, station);
}
