import { and, eq, transactions } from "@stationmaster/db";
import { type CommandRow, type Context, defineCommand, type Outcome } from "../../kernel";
import { askAgainWhileQueued } from "../provisioning";
import { closeWhatIsOver } from "./close-transaction";
import { askAgain, closeTheGap } from "./gap-questions";

/** E14: what is still in the station's queue decides whether a gap may yet close. */
export const getTransactionStatus = defineCommand("GetTransactionStatus", {
  mayRepeat: true,

  async settle(ctx, command, outcome) {
    if (outcome.kind === "cancelled") return;
    if (!command.request.transactionId) return askAgainWhileQueued(ctx, command, await isBusy(ctx, command, outcome));
    if (!command.subjectId) return;
    if (outcome.kind === "answered" && !outcome.response.messagesInQueue) {
      if (outcome.response.ongoingIndicator === false)
        await closeWhatIsOver(ctx, command.subjectId, command.sentAt ?? ctx.now);
      await closeTheGap(ctx, command.subjectId);
    } else await askAgain(ctx, command.stationId, command.subjectId);
  },
});

/** Of the whole station: it has more to tell, or a session goes on of which it will. */
async function isBusy(
  ctx: Context,
  { stationId }: CommandRow,
  outcome: Outcome<"GetTransactionStatus">,
): Promise<boolean> {
  if (outcome.kind === "refused") return false;
  if (outcome.kind !== "answered" || outcome.response.messagesInQueue) return true;
  return (
    (await ctx.db.$count(transactions, and(eq(transactions.stationId, stationId), eq(transactions.isActive, true)))) > 0
  );
}
