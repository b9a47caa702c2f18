import { eq, securityEvents, stationCommands } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { aRoom, type RoomStation } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { claimCommand, commandOf, requireCommand, sendCommand, sendRawCommand, settleCommand } from "../..";
import {
  certificateSigned,
  criticalityOf,
  listCertificateRequests,
  listSecurityEvents,
  listSignedCertificates,
} from ".";
import { securityEventNotification } from "./security-event-notification";
import { signCertificate } from "./sign-certificate";

const room = await aRoom();
const tenant = await room.tenant();

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
const csr = ["-----BEGIN CERTIFICATE REQUEST-----", "MIHaMIGBAgEAMB8xEDAO", "-----END CERTIFICATE REQUEST-----"].join(
  "\n",
);

const tell = (station: RoomStation, request: Req<"SecurityEventNotification">) =>
  tenant.asStation(station, (ctx) => securityEventNotification.handle(ctx, request));
const eventsOf = async (station: RoomStation) =>
  (await tenant.inside((ctx) => listSecurityEvents(ctx, { stationId: station.id }))).items;
const sign = (station: RoomStation, request: Req<"SignCertificate">) =>
  tenant.asStation(station, (ctx) => signCertificate.handle(ctx, request));
const requestsOf = async (station: RoomStation) =>
  (await tenant.inside((ctx) => listCertificateRequests(ctx, { stationId: station.id }))).items;

const tampered = { type: "TamperDetectionActivated", timestamp: "2026-05-30T03:00:00Z", techInfo: "lid" };

test("A04: an event is kept with when it happened, when it reached us and how grave it is", async () => {
  const station = await tenant.station();
  expect(await tell(station, tampered)).toEqual({});
  expect(await eventsOf(station)).toMatchObject([
    {
      ...{ type: "TamperDetectionActivated", techInfo: "lid", criticality: "critical", resends: 0 },
      ...{ occurredAt: new Date("2026-05-30T03:00:00Z"), receivedAt: room.clock.now },
      stationIdentity: station.identity,
    },
  ]);
});

test("A04: an event that comes twice is kept once; one without details too, and another moment is another event", async () => {
  const station = await tenant.station();
  const bare = { type: "ResetOrReboot", timestamp: "2026-05-30T03:00:00Z" };
  for (const request of [tampered, bare, tampered, bare, { ...bare, timestamp: "2026-05-30T03:00:01Z" }])
    await tell(station, request);
  expect((await eventsOf(station)).map(({ type, resends }) => [type, resends])).toEqual([
    ["ResetOrReboot", 0],
    ["ResetOrReboot", 1],
    ["TamperDetectionActivated", 1],
  ]);
});

test("A04: the list of the specification says what is critical; a vendor's own event is neither", () => {
  expect(["FirmwareUpdated", "invalidtlsversion", "InvalidMessages", "AcmeDoorAjar"].map(criticalityOf)).toEqual([
    ...["critical", "critical", "not-critical", "unlisted"],
  ]);
});

test("A04: events are listed by station and criticality, page by page, newest first", async () => {
  const station = await tenant.station();
  const types = ["A", "ResetOrReboot", "B", "MemoryExhaustion", "C", "FirmwareUpdated"];
  for (const [second, type] of types.entries())
    await tell(station, { type, timestamp: `2026-05-30T03:00:0${second}Z` });
  const page = (cursor?: string | null) =>
    tenant.inside((ctx) =>
      listSecurityEvents(ctx, { stationId: station.id, criticality: "critical", limit: 2, cursor: cursor ?? null }),
    );
  const first = await page();
  expect(first.items.map(({ type }) => type)).toEqual(["FirmwareUpdated", "MemoryExhaustion"]);
  const second = await page(first.nextCursor);
  expect(second.items.map(({ type }) => type)).toEqual(["ResetOrReboot"]);
  expect(second.nextCursor).toBeNull();
});

test("A02, A03: with no authority to sign, a request is rejected with the reason, and kept once however often it comes", async () => {
  const station = await tenant.station();
  const asked = { csr, certificateType: "ChargingStationCertificate" as const };
  const answer = await sign(station, asked);
  expect(answer).toEqual({
    status: "Rejected",
    statusInfo: { reasonCode: "NotEnabled", additionalInfo: "no certificate authority is configured" },
  });
  await sign(station, asked);
  expect(await requestsOf(station)).toMatchObject([
    { csr, certificateType: "ChargingStationCertificate", status: "Rejected", repeats: 1 },
  ]);
  expect(await sign(station, { csr: "hello" })).toMatchObject({ statusInfo: { reasonCode: "InvalidCSR" } });
});

test("A03: a station that makes a new key each time does not fill the table", async () => {
  const station = await tenant.station();
  for (let n = 0; n < 55; n++) await sign(station, { csr: csr.replace("MIHa", `MIH${n}`) });
  const { items } = await tenant.inside((ctx) => listCertificateRequests(ctx, { stationId: station.id, limit: 100 }));
  expect(items).toHaveLength(50);
  expect(items[0]!.csr).toContain("MIH54");
});

const answered = async (station: RoomStation, id: string, response: object) => {
  await tenant.inside((ctx) => claimCommand(ctx, station));
  await tenant.inside((ctx) =>
    settleCommand(ctx, commandOf, id, station.epoch, { kind: "answered", response: response as never }),
  );
};
const signedOf = async (station: RoomStation) =>
  (await tenant.inside((ctx) => listSignedCertificates(ctx, { stationId: station.id }))).items;

test("A02: a signed chain is kept with whom it is for, and with what the station said of it", async () => {
  const station = await tenant.station({ bootStatus: "Accepted" });
  const { id } = await tenant.inside((ctx) =>
    sendCommand(ctx, station.id, certificateSigned, {
      certificateChain: certificate,
      certificateType: "V2GCertificate",
    }),
  );
  expect(await signedOf(station)).toMatchObject([
    { status: "requested", subject: "O=Kestrel Charging, CN=Kestrel Test Root", validTo: expect.any(Date) },
  ]);
  await answered(station, id, { status: "Rejected", statusInfo: { reasonCode: "InvalidCertificate" } });
  expect(await signedOf(station)).toMatchObject([
    { status: "Rejected", reason: "InvalidCertificate", commandId: id, certificateType: "V2GCertificate" },
  ]);
});

test("A02: what is no certificate is refused, but an engineer's own payload is sent and kept as given", async () => {
  const station = await tenant.station({ bootStatus: "Accepted" });
  const payload = { certificateChain: "-----nonsense-----" };
  await expect(tenant.inside((ctx) => sendCommand(ctx, station.id, certificateSigned, payload))).rejects.toMatchObject({
    kind: "invalid",
    field: "certificateChain",
  });
  const { id } = await tenant.inside((ctx) =>
    sendRawCommand(ctx, station.id, requireCommand("CertificateSigned"), payload),
  );
  await answered(station, id, { status: "Accepted" });
  expect(await signedOf(station)).toMatchObject([
    { status: "Accepted", subject: null, certificateChain: "-----nonsense-----" },
  ]);
});

test("A02: a private key is not sent with the chain, and one an engineer sends himself is not kept", async () => {
  const station = await tenant.station({ bootStatus: "Accepted" });
  const key = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIHN1cGVyLXNlY3JldA\n-----END EC PRIVATE KEY-----\n";
  const payload = { certificateChain: `${certificate}\n${key}` };
  await expect(tenant.inside((ctx) => sendCommand(ctx, station.id, certificateSigned, payload))).rejects.toThrow(
    "private key",
  );
  const { id } = await tenant.inside((ctx) =>
    sendRawCommand(ctx, station.id, requireCommand("CertificateSigned"), payload),
  );
  await answered(station, id, { status: "Rejected" });
  const kept = await signedOf(station);
  expect(kept).toMatchObject([{ status: "Rejected", commandId: id }]);
  const commands = await tenant.inside((ctx) =>
    ctx.db.select().from(stationCommands).where(eq(stationCommands.id, id)),
  );
  expect(JSON.stringify([kept, commands])).not.toContain("MHcCAQEE");
});

test("A04: another tenant cannot see or bring events of a station, nor its requests", async () => {
  const station = await tenant.station();
  await tell(station, tampered);
  await sign(station, { csr });
  const other = await room.tenant();
  expect((await other.inside((ctx) => listSecurityEvents(ctx, {}))).items).toEqual([]);
  expect((await other.inside((ctx) => listCertificateRequests(ctx, { stationId: station.id }))).items).toEqual([]);
  await expect(
    other.asStation(station, (ctx) => securityEventNotification.handle(ctx, tampered)),
  ).rejects.toMatchObject({ cause: { code: "23503" } });
  await expect(other.asStation(station, (ctx) => signCertificate.handle(ctx, { csr }))).rejects.toMatchObject({
    cause: { code: "23503" },
  });
  expect(await tenant.inside((ctx) => ctx.db.$count(securityEvents, eq(securityEvents.stationId, station.id)))).toBe(1);
  expect(await other.inside((ctx) => ctx.db.$count(stationCommands))).toBe(0);
});
