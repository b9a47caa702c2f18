import type { Req, UploadLogStatusEnumType } from "@stationmaster/ocpp";
import type { Station } from "./station";

/** N01: a real upload by HTTP PUT of what the station has to say about itself. */
export async function uploadLog(station: Station, { requestId, log, logType }: Req<"GetLog">, filename: string) {
  const job = { requestId, status: "Uploading" as UploadLogStatusEnumType, isCancelled: false };
  station.state.log = job;
  const tell = async (status: UploadLogStatusEnumType) => {
    if (job.isCancelled) return;
    job.status = status;
    await station.send("LogStatusNotification", { status, requestId });
  };
  await tell("Uploading");
  await station.pause(2);
  await tell(await upload(log.remoteLocation, filename, `${logType} of ${station.connection.settings.identity}\n`));
}

async function upload(location: string, filename: string, text: string): Promise<UploadLogStatusEnumType> {
  // N01.FR.21.
  const url = URL.parse(location.endsWith("/") ? location + encodeURIComponent(filename) : location);
  if (!url) return "BadMessage";
  if (url.protocol !== "http:" && url.protocol !== "https:") return "NotSupportedOperation";
  try {
    const response = await fetch(url, { method: "PUT", body: text, signal: AbortSignal.timeout(20_000) });
    await response.body?.cancel();
    if (response.ok) return "Uploaded";
    return response.status === 401 || response.status === 403 ? "PermissionDenied" : "UploadFailure";
  } catch {
    return "UploadFailure"; // unreachable, or too slow: which of them is not for a status to say
  }
}
