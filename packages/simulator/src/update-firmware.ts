import { constants, verify, X509Certificate } from "node:crypto";
import type { FirmwareStatusEnumType, FirmwareType, Req } from "@stationmaster/ocpp";
import { download } from "./download";
import { reboot } from "./reboot";
import type { Station } from "./station";

/** L01, L02: fetches the file by HTTP, looks at its signature where it has one, restarts with the new version. */
export async function updateFirmware(station: Station, { requestId, firmware }: Req<"UpdateFirmware">): Promise<void> {
  const job = { requestId, status: "DownloadScheduled" as FirmwareStatusEnumType, isCancelled: false };
  station.state.firmware = job;
  const tell = async (status: FirmwareStatusEnumType) => {
    if (job.isCancelled) return false;
    job.status = status;
    await station.send("FirmwareStatusNotification", { status, requestId });
    await station.pause(2);
    return !job.isCancelled;
  };
  if (!(await waitUntil(station, firmware.retrieveDateTime, () => tell("DownloadScheduled")))) return;
  if (!(await tell("Downloading"))) return;
  const file = await download(firmware.location);
  if (!file) return void (await tell("DownloadFailed"));
  if (!(await tell("Downloaded"))) return;
  if (firmware.signature) {
    if (!isSigned(file, firmware)) return void (await refuseSignature(station, tell));
    await tell("SignatureVerified");
  }
  if (!(await waitUntil(station, firmware.installDateTime, () => tell("InstallScheduled")))) return;
  if (!(await tell("Installing")) || !(await tell("InstallRebooting"))) return;
  station.state.firmwareVersion = versionOf(firmware.location);
  await reboot(station, "FirmwareUpdate");
  await tell("Installed");
}

/** Live stations wait for the time that was set; where time is moved by hand, what was set for later is done now. */
async function waitUntil(station: Station, dateTime: string | undefined, announce: () => Promise<boolean>) {
  const seconds = dateTime ? (Date.parse(dateTime) - station.timeline.now()) / 1000 : 0;
  if (seconds <= 0) return true;
  if (!(await announce())) return false;
  await station.pause(seconds);
  return true;
}

/** L01.FR.11: RSA-PSS or ECDSA with SHA-256 over the file. */
function isSigned(file: Buffer, { signature, signingCertificate }: FirmwareType): boolean {
  if (!signature || !signingCertificate) return false;
  try {
    const { publicKey } = new X509Certificate(signingCertificate);
    const key = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING };
    const by = publicKey.asymmetricKeyType === "rsa" ? key : publicKey;
    return verify("sha256", file, by, Buffer.from(signature, "base64"));
  } catch {
    return false; // a certificate that cannot be read signs nothing
  }
}

async function refuseSignature(station: Station, tell: (status: FirmwareStatusEnumType) => Promise<boolean>) {
  await tell("InvalidSignature");
  const type = "InvalidFirmwareSignature";
  await station.send("SecurityEventNotification", { type, timestamp: station.timestamp() });
}

/** "…/station-2.4.1.bin" is version 2.4.1; a name without one is a version of its own. */
function versionOf(location: string): string {
  const name = location.split("/").at(-1) ?? location;
  return (/\d+(?:\.\d+)+/.exec(name)?.[0] ?? name).slice(0, 50);
}
