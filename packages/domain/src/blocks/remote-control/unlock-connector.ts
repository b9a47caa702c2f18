import { defineCommand } from "../../kernel";

/** F05: the lock of the cable only. Never sent twice by itself. */
export const unlockConnector = defineCommand("UnlockConnector");
