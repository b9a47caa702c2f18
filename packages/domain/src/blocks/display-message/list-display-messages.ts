import { and, asc, type DisplayMessageContent, displayMessages, eq, gt, isNotNull, or, sql } from "@stationmaster/db";
import { z } from "zod";
import { type PageOf, pageInput, pageOf, readCursor } from "../../business/page";
import type { Context } from "../../kernel";
import type { DisplayMessage } from "./message-on-display";

export const displayMessageList = pageInput.extend({ stationId: z.uuid(), withGone: z.boolean().default(false) });

/**
 * What we want against what is there: `shown` as wanted; on its way (`setting`, `clearing`); wanted and `missing`, or there but it `differs`;
 * there and `unwanted`, or `foreign`, never ours; `gone`.
 */
export type Standing = "shown" | "setting" | "clearing" | "missing" | "differs" | "unwanted" | "foreign" | "gone";

export type ListedMessage = DisplayMessage & {
  standing: Standing;
  /** Its end has come, or its transaction's (O02.FR.02): the station takes it away by itself. */
  isOver: boolean;
};

/** A station's messages by id: what we want beside what is there. */
export async function listDisplayMessages(
  ctx: Context,
  input: z.input<typeof displayMessageList>,
): Promise<PageOf<ListedMessage>> {
  const { limit, cursor, stationId, withGone } = displayMessageList.parse(input);
  const after = readCursor(cursor, z.tuple([z.int()]));
  const { wanted, actual, messageId } = displayMessages;
  const rows = await ctx.db
    .select({
      row: displayMessages,
      hasTransactionEnded: sql<boolean>`exists (select 1 from transactions t where t.station_id = ${displayMessages.stationId}
        and t.ocpp_id = ${displayMessages.transactionId} and not t.is_active)`,
    })
    .from(displayMessages)
    .where(
      and(
        eq(displayMessages.stationId, stationId),
        withGone ? undefined : or(isNotNull(wanted), isNotNull(actual)),
        after ? gt(messageId, after[0]) : undefined,
      ),
    )
    .orderBy(asc(messageId))
    .limit(limit + 1);
  return pageOf(
    rows,
    limit,
    ({ row }) => [row.messageId],
    ({ row, hasTransactionEnded }) => ({
      ...row,
      standing: standingOf(row),
      isOver: hasTransactionEnded || hasEnded(ctx, row),
    }),
  );
}

function hasEnded(ctx: Context, { wanted, actual }: DisplayMessage): boolean {
  const end = (actual ?? wanted)?.endDateTime;
  return end !== undefined && new Date(end) <= ctx.now;
}

function standingOf({ wanted, actual, status }: DisplayMessage): Standing {
  if (status === "setting" || status === "clearing") return status;
  if (wanted && actual) return sameMessage(wanted, actual) ? "shown" : "differs";
  if (wanted) return "missing";
  if (!actual) return "gone";
  return status === null ? "foreign" : "unwanted";
}

/** Times are compared as times: a station may write them its own way. */
const sameMessage = (a: DisplayMessageContent, b: DisplayMessageContent): boolean =>
  JSON.stringify(factsOf(a)) === JSON.stringify(factsOf(b));

const factsOf = ({ priority, state, startDateTime, endDateTime, transactionId, message }: DisplayMessageContent) => [
  ...[priority, state, transactionId, message.format, message.content, message.language?.toLowerCase()],
  ...[startDateTime, endDateTime].map((time) => time && Date.parse(time)),
];
