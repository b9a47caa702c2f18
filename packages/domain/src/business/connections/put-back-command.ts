import { and, eq, inArray, not, stationCommands } from "@stationmaster/db";
import type { Context, SpeakingStation } from "../../kernel/context";

const unsent = { status: "queued", sentAt: null, sentEpoch: null, messageId: null } as const;

/** A command that was claimed and then not sent after all waits again; only the connection that claimed it may say so. */
export async function putBackCommand(ctx: Context, station: SpeakingStation, commandId: string): Promise<void> {
  const mine = and(eq(stationCommands.status, "sent"), eq(stationCommands.sentEpoch, station.epoch));
  await ctx.db
    .update(stationCommands)
    .set(unsent)
    .where(and(eq(stationCommands.id, commandId), mine));
  ctx.changed({ kind: "command", id: commandId, stationId: station.id });
}

/** After a claim whose outcome was lost with the database connection: what this connection claimed and knows nothing of. */
export async function putBackUnknownClaims(ctx: Context, station: SpeakingStation, known: string[]): Promise<void> {
  const claimed = and(
    eq(stationCommands.stationId, station.id),
    eq(stationCommands.status, "sent"),
    eq(stationCommands.sentEpoch, station.epoch),
    not(inArray(stationCommands.id, known)),
  );
  const rows = await ctx.db.update(stationCommands).set(unsent).where(claimed).returning({ id: stationCommands.id });
  for (const { id } of rows) ctx.changed({ kind: "command", id, stationId: station.id });
}
