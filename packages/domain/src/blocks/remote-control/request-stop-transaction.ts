import { defineCommand } from "../../kernel";

/** F03, F04: asked by the station's own transactionId; the event that says it stopped is the effect. */
export const requestStopTransaction = defineCommand("RequestStopTransaction");
