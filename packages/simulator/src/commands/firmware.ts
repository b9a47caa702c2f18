import type { CommandHandler } from "../station";
import { updateFirmware as install } from "../update-firmware";

/** L01, L02. */
export const updateFirmware: CommandHandler<"UpdateFirmware"> = (station, request) => {
  const previous = station.state.firmware;
  const isRunning = previous && !previous.isCancelled && !isOver.has(previous.status);
  if (isRunning) previous.isCancelled = true;
  return {
    response: { status: isRunning ? "AcceptedCanceled" : "Accepted" },
    afterwards: () => install(station, request),
  };
};

const isOver = new Set(["Installed", "DownloadFailed", "InstallationFailed", "InvalidSignature", "Idle"]);

const statusInfo = { reasonCode: "UnsupportedRequest", additionalInfo: "this station is no local controller" };

/** L03: only a local controller publishes. */
export const publishFirmware: CommandHandler<"PublishFirmware"> = () => ({
  response: { status: "Rejected", statusInfo },
});

/** L04. */
export const unpublishFirmware: CommandHandler<"UnpublishFirmware"> = () => ({ response: { status: "NoFirmware" } });
