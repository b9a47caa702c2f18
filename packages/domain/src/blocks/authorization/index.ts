// Block C: authorization.
import { authorize } from "./authorize";
import { clearCache } from "./clear-cache";

export {
  type AuthorizationRule,
  authorizationRules,
  type Decision,
  decide,
  type Facts,
  type IdTokenInfo,
  type KnownToken,
  patience,
} from "./decide";
export { findPlace, findToken, getIdToken, type IdTokenRow, type IdTokenValues, putIdToken } from "./id-token";
export { inWords } from "./in-words";
export { readLimits, type TokenLimits, tokenLimits } from "./limits";
export { type Place, placeSql } from "./place";
export { refusalOf } from "./refusal-of";
export { type DecidedEvent, keepDecisions } from "./trace";
export { days, offsetAt } from "./weekly-times";
export { clearCache };

export const messages = [authorize];
export const commands = [clearCache];
