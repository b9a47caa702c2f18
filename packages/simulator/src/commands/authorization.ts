import { tokenKey } from "../authorize";
import type { CommandHandler } from "../station";
import type { KnownToken } from "../station-state";

/** C11. */
export const clearCache: CommandHandler<"ClearCache"> = ({ state, model }) => {
  if (!model.isOn("AuthCacheCtrlr.Enabled"))
    return { response: { status: "Rejected", statusInfo: { reasonCode: "NotEnabled" } } };
  state.authCache.clear();
  return { response: { status: "Accepted" } };
};

/** D02. */
export const getLocalListVersion: CommandHandler<"GetLocalListVersion"> = ({ state, model }) => ({
  response: { versionNumber: model.isOn("LocalAuthListCtrlr.Enabled") ? state.localListVersion : 0 },
});

/** D01. */
export const sendLocalList: CommandHandler<"SendLocalList"> = (station, request) => {
  const { state, model } = station;
  const { versionNumber, updateType, localAuthorizationList: entries = [] } = request;
  const fail = (reasonCode: string) => ({ response: { status: "Failed", statusInfo: { reasonCode } } }) as const;
  if (!model.isOn("LocalAuthListCtrlr.Enabled")) return fail("NotEnabled");
  if (entries.length > model.number("LocalAuthListCtrlr.ItemsPerMessage")) return fail("TooManyElements");
  if (versionNumber <= 0) return fail("ValueZeroNotAllowed");
  const keys = entries.map(({ idToken }) => tokenKey(idToken));
  if (new Set(keys).size < keys.length) return fail("InvalidValue");
  const isFull = updateType === "Full";
  // D01.FR.19.
  if (!isFull && versionNumber <= state.localListVersion) return { response: { status: "VersionMismatch" } };
  if (isFull && entries.some(({ idTokenInfo }) => !idTokenInfo)) return fail("MissingParam");

  if (isFull) state.localList.clear();
  for (const { idToken, idTokenInfo: info } of entries) {
    const expiresAt = info?.cacheExpiryDateTime ? Date.parse(info.cacheExpiryDateTime) : undefined;
    const known: KnownToken | undefined = info && { idToken, info, expiresAt };
    // D01.FR.16, .17: an entry without its info is taken off the list.
    if (known) state.localList.set(tokenKey(idToken), known);
    else state.localList.delete(tokenKey(idToken));
  }
  state.localListVersion = versionNumber;
  return { response: { status: "Accepted" } };
};
