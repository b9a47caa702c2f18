import { aServer, aTenant } from "@stationmaster/testing";
import { expect, test, vi } from "vitest";
import { requireCommand, sendRawCommand } from "../..";
import { listCertificateRequests, listSecurityEvents, listSignedCertificates } from ".";

vi.setConfig({ expect: { poll: { timeout: 10_000 } } });
const server = await aServer();
const { tenant } = await aTenant({ server });

test("A04: the start of a station is a critical event, and one told again is the same", async () => {
  const { id: stationId, start } = await tenant.withStation();
  const station = await start({ reportsSecurityEvents: true });
  const [told] = station.calls("SecurityEventNotification") as Record<string, string>[];
  expect(await station.call("SecurityEventNotification", { ...told })).toMatchObject({ kind: "result", payload: {} });
  const { items } = await tenant.inside((ctx) => listSecurityEvents(ctx, { stationId }));
  expect(items).toMatchObject([{ type: "StartupOfTheDevice", criticality: "critical", resends: 1 }]);
  expect(station.violations).toEqual([]);
});

test("A02: a certificate the station refuses is kept as refused, and its security event with it", async () => {
  const { id: stationId, start } = await tenant.withStation();
  const station = await start();
  await tenant.inside((ctx) =>
    sendRawCommand(ctx, stationId, requireCommand("CertificateSigned"), { certificateChain: "PEM" }),
  );
  await server.settle();
  const signed = async () => (await tenant.inside((ctx) => listSignedCertificates(ctx, { stationId }))).items;
  await expect.poll(signed).toMatchObject([{ status: "Rejected", reason: "InvalidCertificate" }]);
  await station.idle();
  expect((await tenant.inside((ctx) => listSecurityEvents(ctx, { stationId }))).items).toMatchObject([
    { type: "InvalidChargingStationCertificate", criticality: "critical", techInfo: null },
  ]);
});

test("A03: a request to sign is rejected by the book, and kept", async () => {
  const { id: stationId, start } = await tenant.withStation();
  const station = await start();
  expect(await station.askToSign()).toBe("Rejected");
  const [{ csr } = {}] = station.calls("SignCertificate") as { csr: string }[];
  const { items } = await tenant.inside((ctx) => listCertificateRequests(ctx, { stationId }));
  expect(items).toMatchObject([
    {
      csr,
      status: "Rejected",
      certificateType: "ChargingStationCertificate",
      reason: expect.stringMatching(/^NotEnabled/),
    },
  ]);
});
