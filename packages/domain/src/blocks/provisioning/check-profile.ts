import type { Req } from "@stationmaster/ocpp";
import { ConflictError, InvalidError } from "../../kernel";

type Profile = Req<"SetNetworkProfile">["connectionData"];
type Station = {
  identity: string;
  /** As the station tells it, or as it is let in here. */
  securityProfile: number;
};

const at = (field: keyof Profile) => `connectionData.${field}`;

/** B09: what a station would refuse, or would lose itself by. */
export function checkProfile(profile: Profile, station: Station): void {
  const { ocppCsmsUrl, securityProfile, messageTimeout } = profile;
  const url = addressOf(ocppCsmsUrl);
  if (!url || !["ws:", "wss:"].includes(url.protocol))
    throw new InvalidError("The address of a CSMS begins with ws:// or wss://.", at("ocppCsmsUrl"));
  if (url.username || url.password || url.search || url.hash)
    throw new InvalidError("The address holds no user, no password and no query.", at("ocppCsmsUrl"));
  if (lastSegmentOf(url) === station.identity.toLowerCase())
    throw new InvalidError("The address is without the station's identity: the station adds it.", at("ocppCsmsUrl"));
  if (securityProfile < 1 || securityProfile > 3)
    throw new InvalidError("There are the security profiles 1, 2 and 3.", at("securityProfile"));
  if ((securityProfile === 1) !== (url.protocol === "ws:"))
    throw new InvalidError("Security profile 1 goes by ws://, 2 and 3 by wss://.", at("ocppCsmsUrl"));
  // A00.FR.005, B09.FR.04
  if (securityProfile < station.securityProfile)
    throw new ConflictError(
      `The station is at security profile ${station.securityProfile}; over OCPP it is never lowered.`,
      at("securityProfile"),
    );
  if (messageTimeout < 1) throw new InvalidError("A station waits at least a second.", at("messageTimeout"));
}

export function addressOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** Where a station's identity would stand. */
export function lastSegmentOf({ pathname }: URL): string {
  const last = pathname.replace(/\/+$/, "").split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(last).toLowerCase();
  } catch {
    return last.toLowerCase();
  }
}
