import { defineCommand } from "../../kernel";
import { closeWhatIsOver } from "./close-transaction";
import { askAgain, closeTheGap } from "./gap-questions";

/** E14: what is still in the station's queue decides whether a gap may yet close. */
export const getTransactionStatus = defineCommand("GetTransactionStatus", {
  mayRepeat: true,

  async settle(ctx, command, outcome) {
    if (!command.subjectId || outcome.kind === "cancelled") return;
    if (outcome.kind === "answered" && !outcome.response.messagesInQueue) {
      if (outcome.response.ongoingIndicator === false)
        await closeWhatIsOver(ctx, command.subjectId, command.sentAt ?? ctx.now);
      await closeTheGap(ctx, command.subjectId);
    } else await askAgain(ctx, command.stationId, command.subjectId);
  },
});
