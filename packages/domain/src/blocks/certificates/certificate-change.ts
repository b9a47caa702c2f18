import { and, certificateChanges, eq } from "@stationmaster/db";
import { type CommandRow, type Context, newId, type Outcome, summarise } from "../../kernel";

type Values = Pick<typeof certificateChanges.$inferInsert, "kind" | "key"> &
  Partial<typeof certificateChanges.$inferInsert>;

export async function recordChange(ctx: Context, stationId: string, values: Values): Promise<void> {
  await ctx.db.insert(certificateChanges).values({
    ...{ id: newId(), stationId, status: "requested", statusAt: ctx.now, createdAt: ctx.now },
    ...values,
  });
  ctx.changed({ kind: "room", id: "certificates", stationId });
}

/** The station's word on it, or what became of the command. */
export async function settleChange(
  ctx: Context,
  command: CommandRow,
  { kind, key }: Pick<Values, "kind" | "key">,
  outcome: Outcome,
): Promise<string> {
  const { status, reason } = summarise(outcome);
  // Written in one transaction with the command, hence at one moment.
  await ctx.db
    .update(certificateChanges)
    .set({ commandId: command.id, status, reason, statusAt: ctx.now })
    .where(
      and(
        ...[eq(certificateChanges.stationId, command.stationId), eq(certificateChanges.kind, kind)],
        ...[eq(certificateChanges.key, key), eq(certificateChanges.createdAt, command.createdAt)],
        eq(certificateChanges.status, "requested"),
      ),
    );
  ctx.changed({ kind: "room", id: "certificates", stationId: command.stationId });
  return status;
}
