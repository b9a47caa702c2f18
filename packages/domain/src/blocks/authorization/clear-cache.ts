import { defineCommand } from "../../kernel";

/** C11: the station forgets whom it let in before; asked after a token was revoked. */
export const clearCache = defineCommand("ClearCache", { mayRepeat: true });
