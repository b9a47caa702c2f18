import { displayMessages, sql } from "@stationmaster/db";
import { z } from "zod";
import { type Context, defineCommand, InvalidError, nextNumber, summarise } from "../../kernel";
import { readVariables, variableKey } from "../provisioning";
import { areThere, type MessageInfo, makeWayFor, ofMessage, want } from "./message-on-display";

const languageTag = z
  .string()
  .max(8)
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, { error: "A language is named by its tag, such as de or pt-BR." });

export const newDisplayMessage = z.object({
  /** Of the message to be replaced; without, it is a new one. */
  id: z.int().min(0).optional(),
  priority: z.enum(["AlwaysFront", "InFront", "NormalCycle"]),
  state: z.enum(["Charging", "Faulted", "Idle", "Unavailable"]).optional(),
  startsAt: z.coerce.date().optional(),
  endsAt: z.coerce.date().optional(),
  transactionId: z.string().min(1).max(36).optional(),
  format: z.enum(["ASCII", "HTML", "URI", "UTF8"]).default("UTF8"),
  language: languageTag.optional(),
  content: z.string().min(1).max(512),
});

/** O01, O02, O06: a known id replaces that message wholly. */
export const setDisplayMessage = defineCommand("SetDisplayMessage", {
  input: newDisplayMessage,
  mayRepeat: true,

  async build(ctx, stationId, { id, priority, state, startsAt, endsAt, transactionId, format, language, content }) {
    if (startsAt && endsAt && startsAt >= endsAt)
      throw new InvalidError("A message must begin before it ends.", "endsAt");
    if (endsAt && endsAt <= ctx.now) throw new InvalidError("A message must end in the future.", "endsAt");
    await refuseUnsupported(ctx, stationId, { priority, format, state });
    return {
      message: {
        ...{ id: id ?? (await freeId(ctx, stationId)), priority },
        ...(state ? { state } : {}),
        ...(startsAt ? { startDateTime: startsAt.toISOString() } : {}),
        ...(endsAt ? { endDateTime: endsAt.toISOString() } : {}),
        ...(transactionId ? { transactionId } : {}),
        message: { format, content, ...(language ? { language } : {}) },
      },
    };
  },

  async record(ctx, stationId, { message }) {
    await want(ctx, stationId, message.id, message);
  },

  async settle(ctx, { stationId, request: { message } }, outcome) {
    const { status, reason } = summarise(outcome);
    if (status === "Accepted") {
      await areThere(ctx, stationId, [message], "answer");
      await makeWayFor(ctx, stationId, message);
    }
    // Another word may have been said about this message meanwhile.
    if (await isStillWanted(ctx, stationId, message))
      await ctx.db
        .update(displayMessages)
        .set({
          ...{ status, reason, statusAt: ctx.now },
          // Withdrawn before it was sent: what is there is what shall be there.
          ...(status === "cancelled" ? { wanted: sql`actual` } : {}),
        })
        .where(ofMessage(stationId, message.id));
    ctx.changed({ kind: "room", id: "display-message", stationId });
  },
});

/** One that no message of the station has, ours or not: it would be replaced. */
async function freeId(ctx: Context, stationId: string): Promise<number> {
  const id = await nextNumber(ctx, stationId);
  return (await ctx.db.$count(displayMessages, ofMessage(stationId, id))) > 0 ? freeId(ctx, stationId) : id;
}

async function isStillWanted(ctx: Context, stationId: string, message: MessageInfo): Promise<boolean> {
  const [row] = await ctx.db
    .select({ wanted: displayMessages.wanted, status: displayMessages.status })
    .from(displayMessages)
    .where(ofMessage(stationId, message.id));
  return row?.status === "setting" && row.wanted?.message.content === message.message.content;
}

const lists = {
  priority: "SupportedPriorities",
  format: "SupportedFormats",
  state: "SupportedStates",
} as const;

/** O01.FR.01 to 03: what the station says it cannot show need not be sent. Where it says nothing, it may answer. */
async function refuseUnsupported(
  ctx: Context,
  stationId: string,
  wanted: Record<keyof typeof lists, string | undefined>,
): Promise<void> {
  const keyOf = (variable: string) => variableKey({ name: "DisplayMessageCtrlr" }, { name: variable });
  const told = await readVariables(ctx, stationId, Object.values(lists).map(keyOf));
  for (const [field, variable] of Object.entries(lists)) {
    const value = wanted[field as keyof typeof lists];
    const supported = told
      .get(keyOf(variable))
      ?.split(",")
      .map((word) => word.trim());
    if (value && supported?.some(Boolean) && !supported.includes(value))
      throw new InvalidError(`This station shows only ${supported.join(", ")}.`, field);
  }
}
