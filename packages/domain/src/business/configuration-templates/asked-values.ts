import { and, eq, inArray, stationCommands } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { attributeKey } from "../../blocks/provisioning";
import type { Context } from "../../kernel";

/** What each station is being asked to set, by whoever asked: the command waits, or its answer does. */
export async function askedValues(ctx: Context, stationIds: string[]): Promise<Map<string, Map<string, string>>> {
  const rows = await ctx.db
    .select({ stationId: stationCommands.stationId, request: stationCommands.request })
    .from(stationCommands)
    .where(
      and(
        inArray(stationCommands.stationId, stationIds),
        inArray(stationCommands.status, ["queued", "sent"]),
        eq(stationCommands.action, "SetVariables"),
      ),
    )
    .orderBy(stationCommands.id);
  const asked = new Map<string, Map<string, string>>();
  for (const { stationId, request } of rows) {
    const values = asked.get(stationId) ?? new Map<string, string>();
    // The rows were checked against the action's schema when they were queued.
    for (const item of (request as Req<"SetVariables">).setVariableData)
      values.set(attributeKey(item), item.attributeValue);
    asked.set(stationId, values);
  }
  return asked;
}
