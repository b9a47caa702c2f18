import { X509Certificate } from "node:crypto";
import { isPublishing, publishFirmware as publish } from "../publish-firmware";
import type { CommandHandler, Station } from "../station";
import { updateFirmware as install } from "../update-firmware";

/** L01, L02. */
export const updateFirmware: CommandHandler<"UpdateFirmware"> = (station, request) => {
  const { signingCertificate } = request.firmware;
  // L01.FR.02, .22
  if (signingCertificate && !isCertificate(signingCertificate))
    return { response: { status: "InvalidCertificate" }, afterwards: () => tellOfCertificate(station) };
  const previous = station.state.firmware;
  const isRunning = previous && !previous.isCancelled && !isOver.has(previous.status);
  if (isRunning) previous.isCancelled = true;
  return {
    response: { status: isRunning ? "AcceptedCanceled" : "Accepted" },
    afterwards: () => install(station, request),
  };
};

const isOver = new Set(["Installed", "DownloadFailed", "InstallationFailed", "InvalidSignature", "Idle"]);

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).publicKey !== undefined;
  } catch {
    return false;
  }
}

const tellOfCertificate = (station: Station) =>
  station.send("SecurityEventNotification", {
    type: "InvalidFirmwareSigningCertificate",
    timestamp: station.timestamp(),
  });

const statusInfo = { reasonCode: "UnsupportedRequest", additionalInfo: "this station is no local controller" };

/** L03: only a local controller publishes, one file at a time. */
export const publishFirmware: CommandHandler<"PublishFirmware"> = (station, request) => {
  if (!station.isLocalController) return { response: { status: "Rejected", statusInfo } };
  if (isPublishing(station)) return { response: { status: "Rejected", statusInfo: { reasonCode: "Busy" } } };
  return { response: { status: "Accepted" }, afterwards: () => publish(station, request) };
};

/** L04. */
export const unpublishFirmware: CommandHandler<"UnpublishFirmware"> = (station, request) => {
  const checksum = request.checksum.toLowerCase();
  const { publication, published } = station.state;
  if (isPublishing(station) && publication?.checksum === checksum) return { response: { status: "DownloadOngoing" } };
  return { response: { status: published.delete(checksum) ? "Unpublished" : "NoFirmware" } };
};
