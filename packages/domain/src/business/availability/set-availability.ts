import { z } from "zod";
import { changeAvailability } from "../../blocks/availability";
import { type Context, sendCommand } from "../../kernel";
import { note } from "../audit";
import { type CommandDetail, deadlineSeconds, getCommand } from "../commands";
import { anyIdentity, findStation } from "../stations";

export const availabilityChange = z.object({
  identity: anyIdentity,
  operationalStatus: z.enum(["Operative", "Inoperative"]),
  evseId: z.int().positive().optional(),
  connectorId: z.int().positive().optional(),
  deadlineSeconds: deadlineSeconds.optional(),
});

/** Takes a station, an EVSE or a connector out of service, or puts it back; what is wanted stays wanted over reboots. */
export async function setAvailability(
  ctx: Context,
  { identity, deadlineSeconds, ...input }: z.output<typeof availabilityChange>,
): Promise<CommandDetail> {
  const station = await findStation(ctx, identity);
  const options = deadlineSeconds === undefined ? {} : { deadlineSeconds };
  const row = await sendCommand(ctx, station.id, changeAvailability, input, options);
  await note(ctx, "availability changed", station.identity, { ...input, commandId: row.id });
  return getCommand(ctx, row.id);
}
