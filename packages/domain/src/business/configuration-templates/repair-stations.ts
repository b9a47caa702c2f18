import { bulkCommandStations, bulkCommands } from "@stationmaster/db";
import { z } from "zod";
import { ConflictError, type Context, defaultDeadlineSeconds, NotFoundError, newId } from "../../kernel";
import { note } from "../audit";
import { type BulkCommand, getBulkCommand, mostStations, namedStations } from "../bulk-commands";
import { deadlineSeconds } from "../commands";
import { anyIdentity } from "../stations";
import { queuePlan } from "./apply-template";
import { planRepairs } from "./plan-repair";

export const repairInput = z.object({
  stationIdentities: z.array(anyIdentity).min(1).max(mostStations),
  insist: z.boolean().default(false),
  deadlineSeconds: deadlineSeconds.optional(),
});

/** Many stations at once: a bulk command, in which each is asked for what differs at it. Those at which nothing is left to ask for are left out. */
export async function repairStations(
  ctx: Context,
  { stationIdentities, insist, deadlineSeconds: deadline = defaultDeadlineSeconds }: z.output<typeof repairInput>,
): Promise<BulkCommand> {
  const named = await namedStations(ctx, stationIdentities);
  const ids = named.flatMap(({ stationId }) => (stationId === null ? [] : [stationId]));
  if (ids.length === 0) throw new NotFoundError("station among", stationIdentities.slice(0, 5).join(", "));
  const plans = await planRepairs(ctx, ids, { insist });
  const asked = [...plans.values()].filter(({ requests }) => requests.length > 0);
  if (asked.length === 0) throw new ConflictError(nothingToAsk([...plans.values()]), "stationIdentities");
  const id = newId();
  const templates = [...new Set(asked.map(({ templateKey }) => templateKey))].sort();
  await ctx.db.insert(bulkCommands).values({
    ...{ id, action: "SetVariables", request: { repair: { templates, insist } }, requestedBy: ctx.actor },
    ...{ createdAt: ctx.now, deadlineAt: new Date(ctx.now.getTime() + deadline * 1000) },
  });
  const rows: (typeof bulkCommandStations.$inferInsert)[] = [];
  for (const { identity, stationId } of named) {
    const plan = stationId === null ? undefined : plans.get(stationId);
    const add = (commandId: string | null, refusal: string | null) =>
      rows.push({ bulkCommandId: id, place: rows.length, identity, commandId, refusal });
    if (stationId === null) add(null, "There was no such station any more.");
    else if (plan)
      for (const commandId of (await queuePlan(ctx, stationId, plan, { deadlineSeconds: deadline })).commandIds)
        add(commandId, null);
  }
  await ctx.db.insert(bulkCommandStations).values(rows);
  await note(ctx, "configuration repaired", templates.join(", "), { bulkCommandId: id, stations: asked.length });
  return getBulkCommand(ctx, id);
}

function nothingToAsk(plans: { alreadyAsked: number; leftAlone: number }[]): string {
  if (plans.some(({ alreadyAsked }) => alreadyAsked > 0)) return "All that differs there is being asked for already.";
  if (plans.some(({ leftAlone }) => leftAlone > 0))
    return "What differs there the stations have refused, or do not have: it is asked for again only if you insist.";
  return "Nothing differs there from its template.";
}
