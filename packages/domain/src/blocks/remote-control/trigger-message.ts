import type { Req } from "@stationmaster/ocpp";
import { defineCommand, InvalidError } from "../../kernel";

/** F06: the message follows after the answer. */
export const triggerMessage = defineCommand<"TriggerMessage", Req<"TriggerMessage">>("TriggerMessage", {
  mayRepeat: true,

  async build(_ctx, _stationId, request) {
    // F06.FR.13
    if (request.requestedMessage === "StatusNotification" && !request.evse?.connectorId)
      throw new InvalidError("A status is asked of one connector: name its EVSE and connector.", "evse");
    return request;
  },
});
