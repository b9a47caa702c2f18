import { receivedMessages } from "@stationmaster/db";
import { v7 as uuidv7 } from "uuid";
import { defineMessage } from "../../kernel";
import { reportConnector } from "../availability";

/** N07: kept as received. The state of a connector told this way is the same truth as a StatusNotification (G01). */
export const notifyEvent = defineMessage("NotifyEvent", async (ctx, request) => {
  await ctx.db
    .insert(receivedMessages)
    .values({ id: uuidv7(), stationId: ctx.station.id, action: "NotifyEvent", receivedAt: ctx.now, request });
  for (const { component, variable, actualValue, timestamp } of request.eventData) {
    const { evse } = component;
    if (component.name.toLowerCase() !== "connector" || variable.name.toLowerCase() !== "availabilitystate") continue;
    if (evse?.connectorId === undefined) continue;
    await reportConnector(ctx, {
      evseId: evse.id,
      connectorId: evse.connectorId,
      status: actualValue,
      at: new Date(timestamp),
    });
  }
  return {};
});
