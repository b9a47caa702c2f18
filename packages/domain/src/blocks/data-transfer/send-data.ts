import { and, asc, dataTransfers, eq, isNull, or } from "@stationmaster/db";
import { z } from "zod";
import { type CommandRow, type Context, defineCommand, newId, type Outcome, redact } from "../../kernel";

export const dataTransferRequest = z.object({
  vendorId: z.string().min(1).max(255),
  messageId: z.string().min(1).max(50).optional(),
  data: z.json().optional(),
});

/** P01: for what OCPP has no message of its own. The vendor knows whether it may be said twice; we do not, so it is never repeated by itself. */
export const dataTransfer = defineCommand("DataTransfer", {
  input: dataTransferRequest,

  async build(_ctx, _stationId, { vendorId, messageId, data }) {
    return {
      vendorId,
      ...(messageId === undefined ? {} : { messageId }),
      // No field, rather than a null in it.
      ...(data === undefined || data === null ? {} : { data: data as never }),
    };
  },

  async record(ctx, stationId, { vendorId, messageId, data, customData }) {
    await ctx.db.insert(dataTransfers).values({
      ...{ id: newId(), stationId, direction: "out", at: ctx.now, requestedBy: ctx.actor },
      ...{ vendorId, messageId: messageId ?? null },
      ...redact({ data: data ?? null, customData: customData ?? null }),
    });
    ctx.changed({ kind: "room", id: "data-transfer", stationId });
  },

  async settle(ctx, command, outcome) {
    const [recorded] = await ctx.db
      .select({ id: dataTransfers.id })
      .from(dataTransfers)
      .where(recordedBy(command))
      .orderBy(asc(dataTransfers.id))
      .limit(1);
    if (!recorded) return;
    await ctx.db
      .update(dataTransfers)
      .set({ commandId: command.id, ...outcomeOf(ctx, outcome) })
      .where(eq(dataTransfers.id, recorded.id));
    ctx.changed({ kind: "room", id: "data-transfer", stationId: command.stationId });
  },
});

/** A command and what it recorded were written at one moment; of several, the first that has no command yet. */
const recordedBy = ({ id, stationId, createdAt, request }: CommandRow & { request: { vendorId?: string } }) =>
  and(
    eq(dataTransfers.stationId, stationId),
    eq(dataTransfers.direction, "out"),
    eq(dataTransfers.vendorId, request.vendorId ?? ""),
    or(eq(dataTransfers.commandId, id), and(isNull(dataTransfers.commandId), eq(dataTransfers.at, createdAt))),
  );

const outcomeOf = (ctx: Context, outcome: Outcome<"DataTransfer">) =>
  outcome.kind === "answered"
    ? { status: outcome.response.status, answer: redact(outcome.response), answeredAt: ctx.now, failure: null }
    : { failure: outcome.kind === "refused" ? outcome.error.code : outcome.kind };
