import type { Req } from "@stationmaster/ocpp";
import { tokenKey } from "../authorize";
import type { CommandHandler, Station } from "../station";

type Request = Req<"SendLocalList">;
type Entries = NonNullable<Request["localAuthorizationList"]>;

/** D02. */
export const getLocalListVersion: CommandHandler<"GetLocalListVersion"> = ({ state, model }) => ({
  response: { versionNumber: model.isOn("LocalAuthListCtrlr.Enabled") ? state.localListVersion : 0 },
});

/** D01. */
export const sendLocalList: CommandHandler<"SendLocalList"> = (station, request) => {
  const { state, behaviour } = station;
  const { versionNumber, updateType, localAuthorizationList: entries = [] } = request;
  if (behaviour.refusesLists) return { response: { status: behaviour.refusesLists } };
  const problem = problemOf(station, request, entries);
  if (problem) return { response: { status: "Failed", statusInfo: { reasonCode: problem } } };
  // D01.FR.19.
  if (updateType === "Differential" && versionNumber <= state.localListVersion)
    return { response: { status: "VersionMismatch" } };
  const list = updateType === "Full" ? new Map() : new Map(state.localList);
  for (const { idToken, idTokenInfo: info } of entries) {
    const expiresAt = info?.cacheExpiryDateTime ? Date.parse(info.cacheExpiryDateTime) : undefined;
    // D01.FR.16, .17: an entry without its info is taken off the list.
    if (info) list.set(tokenKey(idToken), { idToken, info, expiresAt });
    else list.delete(tokenKey(idToken));
  }
  if (list.size > station.model.most("LocalAuthListCtrlr.Entries"))
    return { response: { status: "Failed", statusInfo: { reasonCode: "OutOfStorage" } } };
  state.localList.clear();
  for (const [key, known] of list) state.localList.set(key, known);
  state.localListVersion = versionNumber;
  return { response: { status: "Accepted" } };
};

function problemOf(station: Station, request: Request, entries: Entries): string | undefined {
  const { model } = station;
  if (!model.isOn("LocalAuthListCtrlr.Enabled")) return "NotEnabled";
  // D01.FR.11: more than the station said it takes is a mistake of the CSMS.
  if (entries.length > model.number("LocalAuthListCtrlr.ItemsPerMessage")) return mistake(station, "TooManyElements");
  if (Buffer.byteLength(JSON.stringify(request)) > model.number("LocalAuthListCtrlr.BytesPerMessage"))
    return mistake(station, "TooLargeElement");
  if (request.versionNumber <= 0) return mistake(station, "ValueZeroNotAllowed");
  const keys = entries.map(({ idToken }) => tokenKey(idToken));
  if (new Set(keys).size < keys.length) return mistake(station, "InvalidValue");
  if (request.updateType === "Full" && entries.some(({ idTokenInfo }) => !idTokenInfo))
    return mistake(station, "MissingParam");
  return undefined;
}

function mistake(station: Station, reasonCode: string): string {
  station.violate(`SendLocalList: ${reasonCode}`, "");
  return reasonCode;
}
