import { and, eq, lt, type SQL, sql, stationCommands, stations } from "@stationmaster/db";
import type { Context, SpeakingStation } from "./context";
import type { CommandRow } from "./define-command";
import { registrationOf, sendableActions } from "./may-send";

/** `isLast`: when it was taken nothing else was queued that the station may be sent, now or later. */
export type Claim = { command: CommandRow | null; isLast: boolean; nextDueAt: Date | null };
type Taken = { command: CommandRow; isLast: boolean };

type Holder = { id: string; epoch: number; actions: readonly string[] };

export const nothingClaimed: Claim = { command: null, isLast: true, nextDueAt: null };

/** What one station has waiting: see `claimCommands`. */
export async function claimCommand(ctx: Context, station: SpeakingStation): Promise<Claim> {
  return (await claimCommands(ctx, [station]))[0]!;
}

/**
 * Takes the oldest queued command of each station, once: only for the connection whose epoch is the station's,
 * and only an action that its registration admits. Where nothing is due, says when something will be.
 */
export async function claimCommands(ctx: Context, asking: SpeakingStation[]): Promise<Claim[]> {
  const holders = await holdersAmong(ctx, asking);
  const claims = new Map<string, Claim>();
  for (const { command, isLast } of await takeOldest(ctx, holders)) {
    ctx.changed({ kind: "command", id: command.id, stationId: command.stationId });
    claims.set(command.stationId, { command, isLast, nextDueAt: null });
  }
  const left = holders.filter(({ id }) => !claims.has(id));
  for (const { stationId, at } of await nextDue(ctx, left))
    claims.set(stationId, { command: null, isLast: true, nextDueAt: new Date(at) });
  const epochs = new Map(holders.map(({ id, epoch }) => [id, epoch]));
  // A station's old and new connection may ask in one breath: what was taken is the holder's alone.
  return asking.map(({ id, epoch }) =>
    epochs.get(id) === epoch ? (claims.get(id) ?? nothingClaimed) : nothingClaimed,
  );
}

/** Those that may be sent something by a connection that asks; nobody takes them over until we are done. */
async function holdersAmong(ctx: Context, asking: SpeakingStation[]): Promise<Holder[]> {
  const rows = await ctx.db
    .select({
      id: stations.id,
      epoch: stations.connectionEpoch,
      bootStatus: stations.bootStatus,
      registrationStatus: stations.registrationStatus,
    })
    .from(stations)
    .where(anyOf(stations.id, asking))
    // In the one order of all who lock several.
    .orderBy(stations.id)
    .for("share");
  return rows
    .filter((row) => asking.some(({ id, epoch }) => id === row.id && epoch === row.epoch))
    .map((row) => ({ id: row.id, epoch: row.epoch, actions: sendableActions(registrationOf(row)) }))
    .filter(({ actions }) => actions.length > 0);
}

async function takeOldest(ctx: Context, holders: Holder[]): Promise<Taken[]> {
  if (holders.length === 0) return [];
  // Its lock makes it run once and first: as a part of the condition it might run again, and take another one each time.
  const rows = (await ctx.db.execute(sql`
    select c.id, not exists (select 1 from station_commands o where ${queuedFor(ctx)} and o.id <> c.id) as "isLast"
    from ${sendable(holders)} cross join lateral (
      select id from station_commands where ${queuedFor(ctx)} and (not_before is null or not_before <= ${ctx.now.toISOString()}::timestamptz)
      order by id limit 1 for update skip locked) c`)) as unknown as { id: string; isLast: boolean }[];
  if (rows.length === 0) return [];
  const last = new Set(rows.flatMap(({ id, isLast }) => (isLast ? [id] : [])));
  const taken = await ctx.db
    .update(stationCommands)
    .set({
      status: "sent",
      sentAt: ctx.now,
      sentEpoch: sql`(select s.connection_epoch from stations s where s.id = ${stationCommands.stationId})`,
      messageId: sql`gen_random_uuid()::text`,
    })
    .where(anyOf(stationCommands.id, rows))
    .returning();
  return taken.map((command) => ({ command, isLast: last.has(command.id) }));
}

async function nextDue(ctx: Context, holders: Holder[]): Promise<{ stationId: string; at: string }[]> {
  if (holders.length === 0) return [];
  return (await ctx.db.execute(sql`
    select h.id as "stationId", c.at from ${sendable(holders)} cross join lateral (
      select min(not_before) as at from station_commands where ${queuedFor(ctx)}) c
    where c.at is not null`)) as unknown as { stationId: string; at: string }[];
}

const sendable = (holders: Holder[]): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(holders)}::text::jsonb) as h(id uuid, actions jsonb)`;

const queuedFor = (ctx: Context): SQL =>
  sql`station_id = h.id and status = 'queued' and deadline_at > ${ctx.now.toISOString()}::timestamptz and h.actions ? action`;

/** One text however many they are, so that the database knows the statement again. */
const anyOf = (column: typeof stations.id | typeof stationCommands.id, these: { id: string }[]): SQL =>
  sql`${column} = any(${`{${these.map(({ id }) => id).join(",")}}`}::uuid[])`;

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
