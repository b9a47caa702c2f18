import type { CommandAction } from "@stationmaster/ocpp";
import { aServer, aTenant } from "@stationmaster/testing";
import { expect, test, vi } from "vitest";
import { type Command, requireCommand, sendCommand, sendRawCommand } from "../..";
import {
  deleteCertificate,
  getCertificateListings,
  getInstalledCertificateIds,
  listCertificateChanges,
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

test("M04, M05: what the station answers is kept; what it deletes is gone, and its list unsure", async () => {
  const { id: stationId, start } = await tenant.withStation();
  const station = await start();
  const ask = async <A extends CommandAction, Input>(command: Command<A, Input>, input: Input) => {
    await tenant.inside((ctx) => sendCommand(ctx, stationId, command, input));
    await server.settle();
  };
  const changes = async () =>
    (await tenant.inside((ctx) => listCertificateChanges(ctx, { stationId }))).items.map(({ kind, status }) => [
      kind,
      status,
    ]);
  const certificateHashDataChain = [{ certificateType: "MORootCertificate" as const, certificateHashData: hash }];
  station.onCommand("GetInstalledCertificateIds", () => ({ status: "Accepted", certificateHashDataChain }));
  station.onCommand("DeleteCertificate", () => ({ status: "Accepted" }));
  await ask(getInstalledCertificateIds, {});
  await tenant.inside((ctx) =>
    sendRawCommand(ctx, stationId, requireCommand("InstallCertificate"), {
      certificateType: "V2GRootCertificate",
      certificate: "PEM",
    }),
  );
  await server.settle();
  await expect.poll(changes).toEqual([["install", "Rejected"]]);
  await ask(deleteCertificate, { certificateHashData: hash, evenLastRoot: false });
  await expect.poll(changes).toEqual([
    ["delete", "Accepted"],
    ["install", "Rejected"],
  ]);
  expect((await tenant.inside((ctx) => listInstalledCertificates(ctx, { stationId }))).items).toEqual([]);
  const unsure = (await tenant.inside((ctx) => getCertificateListings(ctx, stationId))).filter(
    ({ staleSince }) => staleSince,
  );
  expect(unsure.map(({ certificateType }) => certificateType)).toEqual(["MORootCertificate"]);
});

test("M01, M02, M06: what needs an authority is failed by the book, and kept", async () => {
  const { id: stationId, start } = await tenant.withStation();
  const station = await start();
  const contract = { iso15118SchemaVersion: "urn:iso:15118:2:2013:MsgDef", action: "Install", exiRequest: "gJgCA" };
  expect(await station.call("Get15118EVCertificate", contract)).toMatchObject({
    ...{ kind: "result", payload: { status: "Failed", exiResponse: "", statusInfo: { reasonCode: "NotEnabled" } } },
  });
  expect(await station.call("Get15118EVCertificate", { ...contract, action: "Update" })).toMatchObject({
    payload: { status: "Failed" },
  });
  const ocspRequestData = { ...hash, responderURL: "http://ocsp.example.com" };
  expect(await station.call("GetCertificateStatus", { ocspRequestData })).toMatchObject({
    ...{ kind: "result", payload: { status: "Failed", statusInfo: { reasonCode: "NotEnabled" } } },
  });
  const { items } = await tenant.inside((ctx) => listCertificateInquiries(ctx, { stationId }));
  expect(items.map(({ kind, status }) => [kind, status])).toEqual([
    ["status", "Failed"],
    ["contract-update", "Failed"],
    ["contract-install", "Failed"],
  ]);
});
