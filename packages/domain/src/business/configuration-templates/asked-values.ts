import { and, eq, inArray, stationCommands } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { attributeKey } from "../../blocks/provisioning";
import type { Context } from "../../kernel";

/** What the station is being asked to set, by whoever asked: the command waits, or its answer does. */
export async function askedValues(ctx: Context, stationId: string): Promise<Map<string, string>> {
  const rows = await ctx.db
    .select({ request: stationCommands.request })
    .from(stationCommands)
    .where(
      and(
        eq(stationCommands.stationId, stationId),
        inArray(stationCommands.status, ["queued", "sent"]),
        eq(stationCommands.action, "SetVariables"),
      ),
    )
    .orderBy(stationCommands.id);
  return new Map(
    // The rows were checked against the action's schema when they were queued.
    rows.flatMap(({ request }) =>
      (request as Req<"SetVariables">).setVariableData.map(
        (item) => [attributeKey(item), item.attributeValue] as const,
      ),
    ),
  );
}
