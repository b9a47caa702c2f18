import type { CommandAction } from "@stationmaster/ocpp";
import { type Command, type Context, sendCommand } from "../../kernel";
import { note } from "../audit";
import { findStation } from "../stations";
import { type CommandRecord, getCommand } from "./command-record";

/** A command in an operator's words: the rules of its room bind it. */
export async function askStation<A extends CommandAction, Input>(
  ctx: Context,
  stationIdentity: string,
  command: Command<A, Input>,
  input: Input,
): Promise<CommandRecord> {
  const station = await findStation(ctx, stationIdentity);
  const row = await sendCommand(ctx, station.id, command, input);
  await note(ctx, "command", station.identity, { action: command.action, commandId: row.id });
  return getCommand(ctx, row.id);
}
