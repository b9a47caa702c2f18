import { commandOf } from "../../blocks";
import { ConflictError, type Context, cancelCommand } from "../../kernel";
import { note } from "../audit";
import { type CommandDetail, getCommand } from "./command-record";

/** Withdraws what is still queued; what was sent is the station's to answer. */
export async function withdrawCommand(ctx: Context, id: string, stationIdentity?: string): Promise<CommandDetail> {
  const command = await getCommand(ctx, id, stationIdentity);
  if (!(await cancelCommand(ctx, commandOf, id))) {
    throw new ConflictError(
      command.status === "sent" ? "The command has been sent already." : `The command is ${command.status} already.`,
    );
  }
  await note(ctx, "command cancelled", command.stationIdentity, { action: command.action, commandId: id });
  return getCommand(ctx, id);
}
