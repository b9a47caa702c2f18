import { randomBytes } from "node:crypto";
import type { CertificateActionEnumType } from "@stationmaster/ocpp";
import type { Station } from "./station";

/** M01, M02: on behalf of a car that is plugged in. Says what the CSMS answered. */
export async function askForContract(station: Station, action: CertificateActionEnumType): Promise<string> {
  const answer = await station.send("Get15118EVCertificate", {
    iso15118SchemaVersion: "urn:iso:15118:2:2013:MsgDef",
    action,
    exiRequest: randomBytes(96).toString("base64"),
  });
  return answer.kind === "result" ? answer.payload.status : answer.kind;
}

/** M06: about the first certificate that is kept, or about one of a car. */
export async function askCertificateStatus(station: Station): Promise<string> {
  const digest = () => randomBytes(32).toString("hex");
  const ofCar = {
    hashAlgorithm: "SHA256" as const,
    issuerNameHash: digest(),
    issuerKeyHash: digest(),
    serialNumber: randomBytes(8).toString("hex"),
  };
  const answer = await station.send("GetCertificateStatus", {
    ocspRequestData: { ...(station.state.certificates[0]?.hash ?? ofCar), responderURL: "http://ocsp.example/" },
  });
  return answer.kind === "result" ? answer.payload.status : answer.kind;
}
