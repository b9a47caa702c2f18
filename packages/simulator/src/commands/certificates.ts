import type { Res } from "@stationmaster/ocpp";
import { hashOf, isSame, type KeptCertificate, mostCertificates, readCertificate } from "../kept-certificate";
import type { CommandHandler } from "../station";

const invalid = { reasonCode: "InvalidCertificate" };

/** A02.FR.07, .08: only a certificate of the pair of keys that was asked about is taken. */
export const certificateSigned: CommandHandler<"CertificateSigned"> = (station, { certificateChain }) => {
  const { signing } = station.state;
  const leaf = readCertificate(certificateChain);
  const isMine = signing !== undefined && leaf?.checkPrivateKey(signing) === true;
  if (isMine && Date.parse(leaf.validTo) > station.timeline.now()) {
    station.state.signing = undefined;
    return { response: { status: "Accepted" } };
  }
  return {
    response: { status: "Rejected", statusInfo: invalid },
    afterwards: () =>
      station.send("SecurityEventNotification", {
        type: "InvalidChargingStationCertificate",
        timestamp: station.timestamp(),
      }),
  };
};

/** M03. */
export const getInstalledCertificateIds: CommandHandler<"GetInstalledCertificateIds"> = (
  { state },
  { certificateType },
) => {
  const [first, ...others] = state.certificates
    .filter(({ type }) => certificateType?.includes(type) ?? true)
    .map(({ type, hash }) => ({ certificateType: type, certificateHashData: hash }));
  if (!first) return { response: { status: "NotFound" } };
  const response: Res<"GetInstalledCertificateIds"> = {
    status: "Accepted",
    certificateHashDataChain: [first, ...others],
  };
  return { response };
};

/** M04. */
export const deleteCertificate: CommandHandler<"DeleteCertificate"> = ({ state }, { certificateHashData }) => {
  const left = state.certificates.filter(({ hash }) => !isSame(hash, certificateHashData));
  const isFound = left.length < state.certificates.length;
  state.certificates = left;
  return { response: { status: isFound ? "Accepted" : "NotFound" } };
};

/** M05. */
export const installCertificate: CommandHandler<"InstallCertificate"> = (station, { certificateType, certificate }) => {
  const read = readCertificate(certificate);
  if (!read || Date.parse(read.validTo) <= station.timeline.now())
    return { response: { status: "Rejected", statusInfo: invalid } };
  const kept: KeptCertificate = { type: certificateType, hash: hashOf(read) };
  const others = station.state.certificates.filter(({ type, hash }) => type !== kept.type || !isSame(hash, kept.hash));
  if (others.length >= mostCertificates)
    return { response: { status: "Rejected", statusInfo: { reasonCode: "OutOfStorage" } } };
  station.state.certificates = [...others, kept];
  return { response: { status: "Accepted" } };
};
