import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { CertificateSigningUseEnumType } from "@stationmaster/ocpp";
import { tags, writeElement } from "./der";
import type { Station } from "./station";

/** A02, A03: makes a pair of keys and asks for a certificate of it. Says what the CSMS answered. */
export async function askToSign(
  station: Station,
  certificateType: CertificateSigningUseEnumType = "ChargingStationCertificate",
): Promise<string> {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const organization = station.model.text("SecurityCtrlr.OrganizationName") || station.about.vendorName;
  const csr = signingRequest({ privateKey, publicKey }, organization, station.about.serialNumber);
  const answer = await station.send("SignCertificate", { csr, certificateType });
  const isTaken = answer.kind === "result" && answer.payload.status === "Accepted";
  station.state.signing = isTaken ? privateKey : undefined;
  return answer.kind === "result" ? answer.payload.status : answer.kind;
}

type Keys = { privateKey: KeyObject; publicKey: KeyObject };

const oids = {
  commonName: Buffer.from("0603550403", "hex"),
  organization: Buffer.from("060355040a", "hex"),
  ecdsaWithSha256: Buffer.from("06082a8648ce3d040302", "hex"),
};

/** PKCS#10. */
function signingRequest({ privateKey, publicKey }: Keys, organization: string, commonName: string): string {
  const info = writeElement(
    tags.sequence,
    writeElement(tags.integer, Buffer.from([0])),
    writeElement(tags.sequence, named(oids.organization, organization), named(oids.commonName, commonName)),
    publicKey.export({ type: "spki", format: "der" }),
    writeElement(tags.attributes),
  );
  const signature = writeElement(tags.bitString, Buffer.from([0]), sign("sha256", info, privateKey));
  const request = writeElement(tags.sequence, info, writeElement(tags.sequence, oids.ecdsaWithSha256), signature);
  const lines = request.toString("base64").match(/.{1,64}/g)!;
  return ["-----BEGIN CERTIFICATE REQUEST-----", ...lines, "-----END CERTIFICATE REQUEST-----", ""].join("\n");
}

const named = (oid: Buffer, value: string) =>
  writeElement(tags.set, writeElement(tags.sequence, oid, writeElement(tags.utf8, Buffer.from(value))));
