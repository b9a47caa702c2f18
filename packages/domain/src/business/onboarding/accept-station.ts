import { eq, stations } from "@stationmaster/db";
import { triggerMessage } from "../../blocks/remote-control";
import { type Context, cancelCommand, sendCommand } from "../../kernel";
import { note } from "../audit";
import { type Checklist, commandOfStep, done, type Move, wait } from "./move";

/** B02, F06: accepted from the next boot on, and asked for that boot. One that does not take the hint boots again by itself. */
export async function acceptStation(ctx: Context, { station, row }: Checklist): Promise<Move> {
  const command = await commandOfStep(ctx, row);
  if (station.registrationStatus !== "Accepted") {
    await ctx.db.update(stations).set({ registrationStatus: "Accepted" }).where(eq(stations.id, station.id));
    ctx.ring({ stationId: station.id, why: "registration" });
    await note(ctx, "station accepted by its checklist", station.identity);
  } else if (station.bootStatus === "Accepted") {
    // It has booted before it could be asked to.
    if (command?.status === "queued") await cancelCommand(ctx, () => undefined, command.id);
    return done();
  }
  if (command || !station.isOnline) return wait();
  const { id } = await sendCommand(ctx, station.id, triggerMessage, { requestedMessage: "BootNotification" });
  return wait({ commandId: id });
}
