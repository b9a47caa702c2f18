import { and, eq, inArray, lt, sql, stationCommands } from "@stationmaster/db";
import type { Context } from "./context";
import type { Command, CommandRow } from "./define-command";
import { type Outcome, responseIn } from "./outcome";
import { redact } from "./redact";

/** How the kernel finds a command by its action; the list of rooms is the caller's. */
export type FindCommand = (action: string) => Command | undefined;

export type Settling = { commandId: string; epoch: number; outcome: Outcome };

/** The answer of the station, or its absence: see `settleCommands`. */
export async function settleCommand(
  ctx: Context,
  find: FindCommand,
  commandId: string,
  epoch: number,
  outcome: Outcome,
): Promise<boolean> {
  return (await settleCommands(ctx, find, [{ commandId, epoch, outcome }])).has(commandId);
}

/** What stations answered, or that they did not; conditional on the epoch of the connection that sent it. Which of them were still that one's to say. */
export async function settleCommands(ctx: Context, find: FindCommand, settlings: Settling[]): Promise<Set<string>> {
  const outcomes = new Map(settlings.map(({ commandId, outcome }) => [commandId, outcome]));
  const columns = settlings.map(({ commandId, epoch, outcome }) => ({
    ...{ id: commandId, epoch },
    ...settledColumns(ctx, outcome),
  }));
  const settled = (await ctx.db.execute(sql`
    update station_commands c set status = o.status, settled_at = ${ctx.now.toISOString()}::timestamptz, response = o.response, error = o.error
    from jsonb_to_recordset(${JSON.stringify(columns)}::text::jsonb) as o(id uuid, epoch int, status text, response jsonb, error jsonb)
    where c.id = o.id and c.status = 'sent' and c.sent_epoch = o.epoch
    returning c.id`)) as unknown as { id: string }[];
  if (settled.length === 0) return new Set();
  const ids = `{${settled.map(({ id }) => id).join(",")}}`;
  const rows = await ctx.db
    .select()
    .from(stationCommands)
    .where(sql`${stationCommands.id} = any(${ids}::uuid[])`)
    .orderBy(stationCommands.stationId);
  for (const row of rows) await tell(ctx, find, row, outcomes.get(row.id)!);
  return new Set(rows.map(({ id }) => id));
}

/** Puts back what may be asked twice, and calls the rest silent: they may or may not have reached the station. */
export async function settleAbandoned(ctx: Context, find: FindCommand, commands: CommandRow[]): Promise<void> {
  for (const command of commands) {
    const stillSent = and(
      eq(stationCommands.id, command.id),
      eq(stationCommands.status, "sent"),
      eq(stationCommands.sentEpoch, command.sentEpoch!),
    );
    if (find(command.action)?.mayRepeat && command.deadlineAt > ctx.now) {
      await ctx.db
        .update(stationCommands)
        .set({ status: "queued", sentAt: null, sentEpoch: null, messageId: null })
        .where(stillSent);
      ctx.changed({ kind: "command", id: command.id, stationId: command.stationId });
    } else {
      const [row] = await ctx.db
        .update(stationCommands)
        .set(settledColumns(ctx, { kind: "silent" }))
        .where(stillSent)
        .returning();
      if (row) await tell(ctx, find, row, { kind: "silent" });
    }
  }
}

/** Withdraws what is still queued. False when it has been sent or settled meanwhile. */
export async function cancelCommand(ctx: Context, find: FindCommand, commandId: string): Promise<boolean> {
  const [row] = await ctx.db
    .update(stationCommands)
    .set(settledColumns(ctx, { kind: "cancelled" }))
    .where(and(eq(stationCommands.id, commandId), eq(stationCommands.status, "queued")))
    .returning();
  if (row) await tell(ctx, find, row, { kind: "cancelled" });
  return row !== undefined;
}

/** The sweep: what waited past its deadline has expired, what was sent long ago by a connection that never settled is silent. */
export async function settleOverdue(ctx: Context, find: FindCommand, silentAfterSeconds: number): Promise<number> {
  const overdue = await ctx.db
    .select()
    .from(stationCommands)
    .where(and(eq(stationCommands.status, "queued"), lt(stationCommands.deadlineAt, ctx.now)))
    .orderBy(stationCommands.id)
    .limit(500);
  for (const command of overdue) {
    const stillQueued = and(eq(stationCommands.id, command.id), eq(stationCommands.status, "queued"));
    await apart(ctx, find, async (inner, room) => {
      const [row] = await inner.db
        .update(stationCommands)
        .set(settledColumns(inner, { kind: "expired" }))
        .where(stillQueued)
        .returning();
      if (row) await tell(inner, room, row, { kind: "expired" });
    });
  }
  const sentBefore = new Date(ctx.now.getTime() - silentAfterSeconds * 1000);
  const unsettled = await ctx.db
    .select()
    .from(stationCommands)
    .where(and(inArray(stationCommands.status, ["sent"]), lt(stationCommands.sentAt, sentBefore)))
    .orderBy(stationCommands.id)
    .limit(500);
  for (const command of unsettled) await apart(ctx, find, (inner, room) => settleAbandoned(inner, room, [command]));
  return overdue.length + unsettled.length;
}

/** One command whose room fails keeps no other from being settled: it is settled then without its room. */
async function apart(
  ctx: Context,
  find: FindCommand,
  settle: (inner: Context, find: FindCommand) => Promise<void>,
): Promise<void> {
  const within = (room: FindCommand) => ctx.db.transaction((db) => settle({ ...ctx, db }, room));
  try {
    await within(find);
  } catch {
    await within(() => undefined);
  }
}

/** The effect that was seen after the answer: a boot after a Reset, the transaction after a remote start. */
export async function observeCommand(
  ctx: Context,
  commandId: string,
  observed: Record<string, unknown>,
): Promise<void> {
  const [row] = await ctx.db
    .update(stationCommands)
    .set({ observedAt: ctx.now, observed })
    .where(and(eq(stationCommands.id, commandId), sql`${stationCommands.observedAt} is null`))
    .returning({ stationId: stationCommands.stationId });
  if (row) ctx.changed({ kind: "command", id: commandId, stationId: row.stationId });
}

async function tell(ctx: Context, find: FindCommand, command: CommandRow, outcome: Outcome): Promise<void> {
  // The row was checked against the action's schema when it was queued.
  await find(command.action)?.settle?.(ctx, command as never, outcome);
  await forgetSecrets(ctx, command);
  ctx.changed({ kind: "command", id: command.id, stationId: command.stationId, isSettled: true });
}

/** It will not be sent again: the record needs its passwords no more. */
export async function forgetSecrets(ctx: Context, { id, request }: Pick<CommandRow, "id" | "request">): Promise<void> {
  const clean = redact(request);
  if (clean !== request) await ctx.db.update(stationCommands).set({ request: clean }).where(eq(stationCommands.id, id));
}

function settledColumns(ctx: Context, outcome: Outcome) {
  const response = responseIn(outcome);
  return {
    status: outcome.kind,
    settledAt: ctx.now,
    response: response ? redact(response) : null,
    error: outcome.kind === "refused" ? outcome.error : null,
  };
}
