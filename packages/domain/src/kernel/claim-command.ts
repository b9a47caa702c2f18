import { and, eq, inArray, lt, or, sql, stationCommands, stations } from "@stationmaster/db";
import { v4 as uuidv4 } from "uuid";
import type { Context, SpeakingStation } from "./context";
import type { CommandRow } from "./define-command";
import { registrationOf, sendableActions } from "./may-send";

export type Claim = { command: CommandRow | null; nextDueAt: Date | null };

/**
 * Takes the oldest queued command of a station, once: only for the connection whose epoch is the station's,
 * and only an action that its registration admits. With nothing due, says when something will be.
 */
export async function claimCommand(ctx: Context, station: SpeakingStation): Promise<Claim> {
  const [holder] = await ctx.db
    .select({ bootStatus: stations.bootStatus, registrationStatus: stations.registrationStatus })
    .from(stations)
    .where(and(eq(stations.id, station.id), eq(stations.connectionEpoch, station.epoch)))
    .for("share");
  if (!holder) return { command: null, nextDueAt: null };
  const actions = sendableActions(registrationOf(holder));
  if (actions.length === 0) return { command: null, nextDueAt: null };

  const queued = and(
    eq(stationCommands.stationId, station.id),
    eq(stationCommands.status, "queued"),
    sql`${stationCommands.deadlineAt} > ${ctx.now.toISOString()}`,
    inArray(stationCommands.action, [...actions]),
  );
  const oldest = ctx.db
    .select({ id: stationCommands.id })
    .from(stationCommands)
    .where(
      and(
        queued,
        or(sql`${stationCommands.notBefore} is null`, sql`${stationCommands.notBefore} <= ${ctx.now.toISOString()}`),
      ),
    )
    .orderBy(stationCommands.id)
    .limit(1)
    .for("update", { skipLocked: true });
  // `= (…)`, not `in (…)`: as an `in` the sub-query may be run again for each row, and each time takes another one.
  const [command] = await ctx.db
    .update(stationCommands)
    .set({ status: "sent", sentAt: ctx.now, sentEpoch: station.epoch, messageId: uuidv4() })
    .where(and(eq(stationCommands.stationId, station.id), sql`${stationCommands.id} = (${oldest})`))
    .returning();
  if (command) {
    ctx.changed({ kind: "command", id: command.id, stationId: station.id });
    return { command, nextDueAt: null };
  }
  const [later] = await ctx.db
    .select({ at: sql<string | null>`min(${stationCommands.notBefore})` })
    .from(stationCommands)
    .where(queued);
  return { command: null, nextDueAt: later?.at ? new Date(later.at) : null };
}

/** What an older connection had sent when it went away: asked again where that does no harm, else silent. */
export async function commandsOfOlderConnections(ctx: Context, station: SpeakingStation): Promise<CommandRow[]> {
  return ctx.db
    .select()
    .from(stationCommands)
    .where(
      and(
        eq(stationCommands.stationId, station.id),
        eq(stationCommands.status, "sent"),
        lt(stationCommands.sentEpoch, station.epoch),
      ),
    )
    .orderBy(stationCommands.id);
}
