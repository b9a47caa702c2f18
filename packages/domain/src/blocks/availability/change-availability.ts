import { defineCommand } from "../../kernel";

/** G03, G04: the effect is the status the connectors report next; Scheduled waits for the transaction to end. */
export const changeAvailability = defineCommand("ChangeAvailability", { mayRepeat: true });
