import { isCommandAction, OcppError } from "@stationmaster/ocpp";
import { z } from "zod";
import { requireCommand } from "../../blocks";
import { type Context, InvalidError, NotFoundError, sendRawCommand } from "../../kernel";
import { note } from "../audit";
import { anyIdentity, findStation } from "../stations";
import { type CommandDetail, queuedCommand } from "./command-record";

export const deadlineSeconds = z
  .int()
  .min(1)
  .max(30 * 86_400);

export const rawCommand = z.object({
  stationIdentity: anyIdentity,
  action: z.string().max(64),
  payload: z.unknown(),
  deadlineSeconds: deadlineSeconds.optional(),
});

/** The engineer's door: the payload as given, held to the schema and to nothing else; marked so in the audit log. */
export async function sendRaw(
  ctx: Context,
  { stationIdentity, action, payload, deadlineSeconds }: z.output<typeof rawCommand>,
): Promise<CommandDetail> {
  const station = await findStation(ctx, stationIdentity);
  if (!isCommandAction(action)) throw new NotFoundError("command named", action);
  const row = await send(ctx, station.id, action, payload, deadlineSeconds);
  await note(ctx, "raw command", station.identity, { action, commandId: row.id });
  return queuedCommand(ctx, row, station);
}

async function send(
  ctx: Context,
  stationId: string,
  action: Parameters<typeof requireCommand>[0],
  payload: unknown,
  deadline: number | undefined,
) {
  try {
    return await sendRawCommand(
      ctx,
      stationId,
      requireCommand(action) as never,
      payload,
      deadline === undefined ? {} : { deadlineSeconds: deadline },
    );
  } catch (error) {
    // The schema's complaint names the place: a JSON pointer, then the rule.
    if (error instanceof OcppError)
      throw new InvalidError(`${action}: ${error.description}`, /^\/\S*/.exec(error.description)?.[0] ?? "/");
    throw error;
  }
}
