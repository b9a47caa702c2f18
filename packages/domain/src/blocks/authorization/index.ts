// Block C: authorization.
import { authorize } from "./authorize";
import { clearCache } from "./clear-cache";

export { decide, type IdTokenInfo, type KnownToken } from "./decide";
export { getIdToken, type IdTokenRow, type IdTokenValues, putIdToken } from "./id-token";
export { clearCache };

export const messages = [authorize];
export const commands = [clearCache];
