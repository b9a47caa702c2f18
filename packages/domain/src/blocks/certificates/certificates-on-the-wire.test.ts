import { aServer, aTenant } from "@stationmaster/testing";
import { expect, test, vi } from "vitest";
import { sendCommand } from "../..";
import {
  getCertificateListings,
  getInstalledCertificateIds,
  listCertificateInquiries,
  listInstalledCertificates,
} from ".";

vi.setConfig({ expect: { poll: { timeout: 10_000 } } });
const server = await aServer();
const { tenant } = await aTenant({ server });

const hash = { hashAlgorithm: "SHA384" as const, issuerNameHash: "ab", issuerKeyHash: "cd", serialNumber: "1F" };

test("M03: a station's certificates are what it last told, and none is an answer too", async () => {
  const { id: stationId, start } = await tenant.withStation();
  const station = await start();
  const ask = async () => {
    await tenant.inside((ctx) => sendCommand(ctx, stationId, getInstalledCertificateIds, {}));
    await server.settle();
  };
  const told = async () => (await tenant.inside((ctx) => listInstalledCertificates(ctx, { stationId }))).items;
  const certificateHashDataChain = [{ certificateType: "CSMSRootCertificate" as const, certificateHashData: hash }];
  station.onCommand("GetInstalledCertificateIds", () => ({ status: "Accepted", certificateHashDataChain }));
  await ask();
  await expect.poll(told).toMatchObject([{ certificateType: "CSMSRootCertificate", hash }]);
  station.onCommand("GetInstalledCertificateIds", () => ({ status: "NotFound" }));
  await ask();
  await expect.poll(told).toEqual([]);
  expect(await tenant.inside((ctx) => getCertificateListings(ctx, stationId))).toHaveLength(5);
});

test("M01, M06: what needs an authority is failed by the book, and kept", async () => {
  const { id: stationId, start } = await tenant.withStation();
  const station = await start();
  const contract = { iso15118SchemaVersion: "urn:iso:15118:2:2013:MsgDef", action: "Install", exiRequest: "gJgCA" };
  expect(await station.call("Get15118EVCertificate", contract)).toMatchObject({
    ...{ kind: "result", payload: { status: "Failed", exiResponse: "", statusInfo: { reasonCode: "NotEnabled" } } },
  });
  const ocspRequestData = { ...hash, responderURL: "http://ocsp.example.com" };
  expect(await station.call("GetCertificateStatus", { ocspRequestData })).toMatchObject({
    ...{ kind: "result", payload: { status: "Failed", statusInfo: { reasonCode: "NotEnabled" } } },
  });
  const { items } = await tenant.inside((ctx) => listCertificateInquiries(ctx, { stationId }));
  expect(items.map(({ kind, status }) => [kind, status])).toEqual([
    ["status", "Failed"],
    ["contract-install", "Failed"],
  ]);
});
