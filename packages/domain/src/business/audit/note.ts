import { auditEntries } from "@stationmaster/db";
import { type Context, newId } from "../../kernel";

/** Who did what to what, in the transaction that does it. Never a secret among the details. */
export async function note(
  ctx: Context,
  what: string,
  subject: string,
  details?: Record<string, unknown>,
): Promise<void> {
  await ctx.db
    .insert(auditEntries)
    .values({ id: newId(), at: ctx.now, actor: ctx.actor, what, subject, details: details ?? null });
}
