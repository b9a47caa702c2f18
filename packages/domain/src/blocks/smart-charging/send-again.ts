import { type CommandRow, type StationContext, sendRawCommand } from "../../kernel";
import type { ProfileRow } from "./charging-profile";
import type { EvSession } from "./ev-session";
import { setChargingProfile } from "./set-charging-profile";

/** A car waits a minute for its schedule (K15.FR.08). */
export const deadlineSeconds = 50;

/** The profile a session goes by once more, as it was given and in the name of who gave it; its session has a name by now (K05). */
export function sendAgain(
  ctx: StationContext,
  evseId: number,
  { ocppId }: EvSession,
  { profile, requestedBy: actor }: ProfileRow,
): Promise<CommandRow> {
  const chargingProfile = { ...profile, transactionId: ocppId };
  return sendRawCommand(
    { ...ctx, actor },
    ctx.station.id,
    setChargingProfile,
    { evseId, chargingProfile },
    { deadlineSeconds },
  );
}
