import { createHash } from "node:crypto";
import type { PublishFirmwareStatusEnumType, Req } from "@stationmaster/ocpp";
import { download } from "./download";
import type { Station } from "./station";

/** L03: a local controller fetches the file once, looks at its checksum, and says where others find it. */
export async function publishFirmware(station: Station, request: Req<"PublishFirmware">): Promise<void> {
  const { requestId, location } = request;
  const checksum = request.checksum.toLowerCase();
  const job = { requestId, checksum, status: "Downloading" as PublishFirmwareStatusEnumType };
  station.state.publication = job;
  const tell = async (status: PublishFirmwareStatusEnumType, places: string[] = []) => {
    job.status = status;
    const [first, ...others] = places;
    await station.send("PublishFirmwareStatusNotification", {
      ...{ status, requestId },
      ...(first ? { location: [first, ...others] } : {}),
    });
    await station.pause(2);
  };
  await tell("Downloading");
  const file = await download(location);
  if (!file) return tell("DownloadFailed");
  await tell("Downloaded");
  if (createHash("md5").update(file).digest("hex") !== checksum) return tell("InvalidChecksum");
  await tell("ChecksumVerified");
  const places = ["http", "ftp"].map((scheme) => `${scheme}://local-controller/${checksum}.bin`);
  station.state.published.set(checksum, places);
  // L03.FR.04
  await tell("Published", places);
}

export const isPublishing = ({ state: { publication } }: Station): boolean =>
  publication !== undefined && !endsOfPublication.has(publication.status);

const endsOfPublication = new Set<PublishFirmwareStatusEnumType>([
  ...(["Published", "DownloadFailed", "InvalidChecksum", "PublishFailed", "Idle"] as const),
]);
