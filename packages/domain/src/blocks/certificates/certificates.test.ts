import { certificateInquiries, eq } from "@stationmaster/db";
import { type CommandAction, type Res, validateResponse } from "@stationmaster/ocpp";
import { aRoom, type RoomStation } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { type Command, claimCommand, commandOf, sendCommand, settleCommand } from "../..";
import {
  deleteCertificate,
  getCertificateListings,
  getInstalledCertificateIds,
  installCertificate,
  listCertificateChanges,
  listCertificateInquiries,
  listInstalledCertificates,
} from ".";
import { get15118EvCertificate } from "./get-15118-ev-certificate";
import { getCertificateStatus } from "./get-certificate-status";

const room = await aRoom();
const tenant = await room.tenant();
const booted = () => tenant.station({ bootStatus: "Accepted" });

const certificate = [
  "-----BEGIN CERTIFICATE-----",
  "MIIBxTCCAWugAwIBAgIURY6oq3mFNMpo5JkFuRC3IHMmz7swCgYIKoZIzj0EAwIw",
  "NzEZMBcGA1UECgwQS2VzdHJlbCBDaGFyZ2luZzEaMBgGA1UEAwwRS2VzdHJlbCBU",
  "ZXN0IFJvb3QwIBcNMjYxMTIxMDUxMzMzWhgPMjEyNjEwMjgwNTEzMzNaMDcxGTAX",
  "BgNVBAoMEEtlc3RyZWwgQ2hhcmdpbmcxGjAYBgNVBAMMEUtlc3RyZWwgVGVzdCBS",
  "b290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEH8v92KXDHEipFQ8ezLmdgU/i",
  "0dCzwmOPgnzRQhxPDe5EAzS7s1YAxcPHc1H72wofMh0RO3bg4u8c/WewyihWlqNT",
  "MFEwHQYDVR0OBBYEFBNS62EKB6u/gpyhBsbNobI2PuTbMB8GA1UdIwQYMBaAFBNS",
  "62EKB6u/gpyhBsbNobI2PuTbMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwID",
  "SAAwRQIhAIZy712/Bx/awRkawPqVD6UkTcq1uHNIy9Kfr9MJW93hAiBpmQ09zVvx",
  "nMCBvebZjwysCiIJEgTIg4MXR5UEUAgacA==",
  "-----END CERTIFICATE-----",
].join("\n");

const ask = async <A extends CommandAction, Input>(
  station: RoomStation,
  command: Command<A, Input>,
  input: Input,
  response: Res<A>,
) => {
  const row = await tenant.inside((ctx) => sendCommand(ctx, station.id, command, input));
  await tenant.inside((ctx) => claimCommand(ctx, station));
  await tenant.inside((ctx) => settleCommand(ctx, commandOf, row.id, station.epoch, { kind: "answered", response }));
  return row;
};
const installed = async (station: RoomStation) =>
  (await tenant.inside((ctx) => listInstalledCertificates(ctx, { stationId: station.id }))).items;
const changes = async (station: RoomStation) =>
  (await tenant.inside((ctx) => listCertificateChanges(ctx, { stationId: station.id }))).items;
const listings = (station: RoomStation) => tenant.inside((ctx) => getCertificateListings(ctx, station.id));

const hash = (serialNumber: string, hashAlgorithm: "SHA256" | "SHA384" | "SHA512" = "SHA256") => ({
  ...{ hashAlgorithm, issuerNameHash: "aB01", issuerKeyHash: "cd02", serialNumber },
});
const chain = (
  certificateType: "CSMSRootCertificate" | "ManufacturerRootCertificate" | "V2GCertificateChain",
  certificateHashData = hash("1"),
  ...children: ReturnType<typeof hash>[]
) => ({
  ...{ certificateType, certificateHashData },
  ...(children.length > 0 ? { childCertificateHashData: children as [ReturnType<typeof hash>] } : {}),
});
const found = (...chains: ReturnType<typeof chain>[]) => ({
  status: "Accepted" as const,
  certificateHashDataChain: chains as [ReturnType<typeof chain>],
});

test("M03: the list a station tells replaces the former, in its own words and with what stands below a chain", async () => {
  const station = await booted();
  const algorithms = (["SHA256", "SHA384", "SHA512"] as const).map((name) => hash("7", name));
  await ask(
    station,
    getInstalledCertificateIds,
    {},
    found(
      ...algorithms.map((data) => chain("CSMSRootCertificate", data)),
      chain("V2GCertificateChain", hash("9"), hash("10")),
    ),
  );
  expect((await installed(station)).map((row) => [row.certificateType, row.hash, row.children])).toEqual([
    ...algorithms.map((data) => ["CSMSRootCertificate", data, []]),
    ["V2GCertificateChain", hash("9"), [hash("10")]],
  ]);
  expect(await listings(station)).toHaveLength(5);
  await ask(station, getInstalledCertificateIds, {}, found(chain("CSMSRootCertificate", hash("8"))));
  expect(await installed(station)).toMatchObject([{ hash: hash("8") }]);
});

test("M03: a question about one type says nothing of the others; NotFound says that there is none of it", async () => {
  const station = await booted();
  await ask(
    station,
    getInstalledCertificateIds,
    {},
    found(chain("CSMSRootCertificate"), chain("ManufacturerRootCertificate", hash("2"))),
  );
  const roots = { certificateTypes: ["CSMSRootCertificate" as const] };
  const { request } = await ask(station, getInstalledCertificateIds, roots, { status: "NotFound" });
  expect(request).toEqual({ certificateType: ["CSMSRootCertificate"] });
  expect(await installed(station)).toMatchObject([{ certificateType: "ManufacturerRootCertificate" }]);
});

test("M05: a root is kept with whom it is of, and with the station's word; the list is unsure until it is told anew", async () => {
  const station = await booted();
  await ask(station, getInstalledCertificateIds, {}, { status: "NotFound" });
  const root = { certificateType: "CSMSRootCertificate" as const, certificate };
  const failed = await ask(station, installCertificate, root, { status: "Failed" });
  expect((await listings(station)).every(({ staleSince }) => staleSince === null)).toBe(true);
  await ask(station, installCertificate, root, accepted);
  expect(await changes(station)).toMatchObject([
    { kind: "install", status: "Accepted", subject: "O=Kestrel Charging, CN=Kestrel Test Root" },
    { kind: "install", status: "Failed", commandId: failed.id, certificateType: "CSMSRootCertificate" },
  ]);
  const unsure = (await listings(station)).filter(({ staleSince }) => staleSince !== null);
  expect(unsure.map(({ certificateType }) => certificateType)).toEqual(["CSMSRootCertificate"]);
});
const accepted = { status: "Accepted" } as const;

test("M05: what is no certificate, or has expired, or holds a private key is not sent", async () => {
  const station = await booted();
  const install = (pem: string) =>
    tenant.inside((ctx) =>
      sendCommand(ctx, station.id, installCertificate, { certificateType: "V2GRootCertificate", certificate: pem }),
    );
  const key = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA\n-----END PRIVATE KEY-----\n";
  await expect(install(`${certificate}\n${key}`)).rejects.toThrow("private key");
  await expect(install("hello")).rejects.toMatchObject({ kind: "invalid", field: "certificate" });
  const before = room.clock.now;
  room.clock.now = new Date("2200-01-01T00:00:00Z");
  await expect(install(certificate)).rejects.toThrow("expired");
  room.clock.now = before;
});

test("M04: a certificate is deleted by the station's own hashes; found or not, it is gone, and Failed leaves it", async () => {
  const station = await booted();
  const all = [
    chain("CSMSRootCertificate"),
    chain("CSMSRootCertificate", hash("2")),
    chain("ManufacturerRootCertificate", hash("3")),
  ];
  await ask(station, getInstalledCertificateIds, {}, found(...all));
  const remove = (serial: string, status: "Accepted" | "Failed" | "NotFound") =>
    ask(station, deleteCertificate, { certificateHashData: hash(serial), evenLastRoot: false }, { status });
  const { request } = await remove("2", "Accepted");
  expect(request).toEqual({ certificateHashData: hash("2") });
  await remove("3", "Failed");
  expect((await installed(station)).map(({ hash: { serialNumber } }) => serialNumber)).toEqual(["1", "3"]);
  await remove("3", "NotFound");
  expect((await installed(station)).map(({ hash: { serialNumber } }) => serialNumber)).toEqual(["1"]);
  expect((await changes(station)).map(({ status }) => status)).toEqual(["NotFound", "Failed", "Accepted"]);
  await expect(remove("1", "Accepted")).rejects.toMatchObject({ kind: "conflict", field: "evenLastRoot" });
});

test("M01, M02: with no provider of contracts, an EV is told at once that it failed, and why", async () => {
  const station = await booted();
  for (const action of ["Install", "Update"] as const) {
    const request = { iso15118SchemaVersion: "urn:iso:15118:2:2013:MsgDef", action, exiRequest: "gJgCA" };
    const response = await tenant.asStation(station, (ctx) => get15118EvCertificate.handle(ctx, request));
    expect(response).toMatchObject({ status: "Failed", exiResponse: "", statusInfo: { reasonCode: "NotEnabled" } });
    expect(() => validateResponse("Get15118EVCertificate", response, { unknownProperties: "refuse" })).not.toThrow();
  }
  const { items } = await tenant.inside((ctx) => listCertificateInquiries(ctx, { stationId: station.id }));
  expect(items).toMatchObject([{ kind: "contract-update" }, { kind: "contract-install", status: "Failed" }]);
});

test("M06: with no responder allowed, a status is answered as failed; the same question is kept once", async () => {
  const station = await booted();
  const question = { ...hash("1"), responderURL: "http://169.254.169.254/ocsp" };
  const status = (data = question) =>
    tenant.asStation(station, (ctx) => getCertificateStatus.handle(ctx, { ocspRequestData: data }));
  const response = await status();
  expect(response).toMatchObject({ status: "Failed", statusInfo: { reasonCode: "NotEnabled" } });
  expect(() => validateResponse("GetCertificateStatus", response, { unknownProperties: "refuse" })).not.toThrow();
  await status();
  const kept = () =>
    tenant.inside((ctx) => ctx.db.$count(certificateInquiries, eq(certificateInquiries.stationId, station.id)));
  expect(await kept()).toBe(1);
  for (let serial = 0; serial < 105; serial++) await status({ ...question, serialNumber: `${serial}` });
  expect(await kept()).toBe(100);
});

test("M03: another tenant cannot see a station's certificates, nor ask in its name", async () => {
  const station = await booted();
  await ask(station, getInstalledCertificateIds, {}, found(chain("CSMSRootCertificate")));
  const other = await room.tenant();
  expect((await other.inside((ctx) => listInstalledCertificates(ctx, { stationId: station.id }))).items).toEqual([]);
  expect(await other.inside((ctx) => getCertificateListings(ctx, station.id))).toEqual([]);
  await expect(
    other.asStation(station, (ctx) =>
      getCertificateStatus.handle(ctx, { ocspRequestData: { ...hash("1"), responderURL: "http://a.example" } }),
    ),
  ).rejects.toMatchObject({ cause: { code: "23503" } });
  await expect(
    other.inside((ctx) =>
      sendCommand(ctx, station.id, installCertificate, { certificateType: "V2GRootCertificate", certificate }),
    ),
  ).rejects.toMatchObject({ cause: { code: "23503" } });
  expect(await installed(station)).toHaveLength(1);
});
