import type { IdTokenInfoType, IdTokenType } from "@stationmaster/ocpp";
import type { Station } from "./station";
import type { KnownToken } from "./station-state";

/** C01.FR.25: a token is its text and its type, in whatever case. */
export const tokenKey = ({ idToken, type }: IdTokenType) => `${type}:${idToken}`.toLowerCase();

export const isSameToken = (a: IdTokenType | undefined, b: IdTokenType | undefined) =>
  a !== undefined && b !== undefined && tokenKey(a) === tokenKey(b);

/** Whether a token may charge: by list, cache or CSMS, as the variables of AuthCtrlr say (C01, C10-C15). */
export async function checkToken(station: Station, idToken: IdTokenType): Promise<IdTokenInfoType> {
  const { model } = station;
  // C02, C03: what the driver did not bring is not asked about.
  const needsNoQuestion = idToken.type === "NoAuthorization" || idToken.type === "Central";
  if (needsNoQuestion || !model.isOn("AuthCtrlr.Enabled")) return { status: "Accepted" };
  const known = knownToken(station, idToken);
  if (!station.isOnline) return offline(station, known);
  if (known?.info.status === "Accepted" && model.isOn("AuthCtrlr.LocalPreAuthorize")) return known.info;
  if (model.isOn("AuthCtrlr.DisableRemoteAuthorization")) return known?.info ?? { status: "Invalid" };
  const outcome = await station.send("Authorize", { idToken });
  if (outcome.kind !== "result") return offline(station, known);
  remember(station, idToken, outcome.payload.idTokenInfo);
  return outcome.payload.idTokenInfo;
}

/** C10: every answer about a token goes into the cache. */
export function remember(station: Station, idToken: IdTokenType, info: IdTokenInfoType): void {
  if (idToken.type === "Central" || idToken.type === "NoAuthorization") return;
  if (!station.model.isOn("AuthCacheCtrlr.Enabled")) return;
  const lifeTimeMs = station.model.number("AuthCacheCtrlr.LifeTime") * 1000;
  const expiresAt = info.cacheExpiryDateTime
    ? Date.parse(info.cacheExpiryDateTime)
    : lifeTimeMs > 0
      ? station.timeline.now() + lifeTimeMs
      : undefined;
  station.state.authCache.set(tokenKey(idToken), { idToken, info, expiresAt });
}

/** C13, C14: the local list goes before the cache. */
function knownToken(station: Station, idToken: IdTokenType): KnownToken | undefined {
  const { localList, authCache } = station.state;
  const key = tokenKey(idToken);
  const listed = station.model.isOn("LocalAuthListCtrlr.Enabled") ? localList.get(key) : undefined;
  const cached = station.model.isOn("AuthCacheCtrlr.Enabled") ? authCache.get(key) : undefined;
  const now = station.timeline.now();
  return [listed, cached].find((known) => known && (known.expiresAt === undefined || known.expiresAt > now));
}

function offline(station: Station, known: KnownToken | undefined): IdTokenInfoType {
  if (!station.model.isOn("AuthCtrlr.LocalAuthorizeOffline")) return { status: "Invalid" };
  if (known) return known.info;
  return { status: station.model.isOn("AuthCtrlr.OfflineTxForUnknownIdEnabled") ? "Accepted" : "Unknown" };
}
