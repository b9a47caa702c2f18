import { listFirmwareJobs } from "@stationmaster/domain/firmware";
import { listSecurityEvents } from "@stationmaster/domain/security";
import type { Req, Res } from "@stationmaster/ocpp";
import { expect, test } from "vitest";
import { aLab, type Bench, forms, now } from "../test/a-lab";

const lab = await aLab();

type Status = Req<"FirmwareStatusNotification">["status"];
const firmware = {
  ...{ location: "https://firmware.example/l-1-2.0.0.bin", retrieveDateTime: now() },
  ...{ signingCertificate: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", signature: "c2lnbmF0dXJl" },
};
const update = (
  bench: Bench,
  requestId: number,
  status: Res<"UpdateFirmware">["status"] = "Accepted",
  more: object = {},
) => bench.operate("UpdateFirmware", { requestId, firmware: { ...firmware, ...more } }, { status });
async function tell(bench: Bench, requestId: number, ...statuses: Status[]) {
  for (const status of statuses)
    expect(await bench.call("FirmwareStatusNotification", { status, requestId })).toEqual({});
}
const jobs = async (bench: Bench) => (await lab.inside((ctx) => listFirmwareJobs(ctx, { stationId: bench.id }))).items;
const fetched = ["Downloading", "Downloaded", "SignatureVerified"] as const;

async function rebooted(bench: Bench) {
  await bench.line.close();
  await bench.line.connect();
  await bench.boot("StatusNotification", "FirmwareUpdate");
}

test("L01: a signed firmware is installed over a reboot (TC_L_01_CSMS)", async () => {
  const bench = await lab.station();
  await update(bench, 1);
  await tell(bench, 1, ...fetched, "Installing", "InstallRebooting");
  await rebooted(bench);
  await tell(bench, 1, "Installed");
  await bench.call("SecurityEventNotification", { type: "FirmwareUpdated", timestamp: now() });
  expect(await jobs(bench)).toMatchObject([{ status: "Installed", isOver: true, requestId: 1 }]);
});

test("L01: a firmware whose installation waits for its time (TC_L_02_CSMS)", async () => {
  const bench = await lab.station();
  await update(bench, 2, "Accepted", { installDateTime: now(60) });
  await tell(bench, 2, ...fetched, "InstallScheduled");
  expect(await jobs(bench)).toMatchObject([{ status: "InstallScheduled", isOver: false }]);
  await tell(bench, 2, "Installing", "InstallRebooting");
  await rebooted(bench);
  await tell(bench, 2, "Installed");
  expect(await jobs(bench)).toMatchObject([{ status: "Installed", isOver: true }]);
});

test("L01: a firmware whose download waits for its time (TC_L_03_CSMS)", async () => {
  const bench = await lab.station();
  await update(bench, 3, "Accepted", { retrieveDateTime: now(60) });
  await tell(bench, 3, "DownloadScheduled");
  expect(await jobs(bench)).toMatchObject([{ status: "DownloadScheduled", isOver: false }]);
  await tell(bench, 3, ...fetched, "Installing", "Installed");
  expect(await jobs(bench)).toMatchObject([{ status: "Installed", isOver: true }]);
});

test("L01: a revoked certificate ends the update (TC_L_04_CSMS)", async () => {
  const bench = await lab.station();
  await update(bench, 4, "RevokedCertificate");
  expect(await jobs(bench)).toMatchObject([{ status: "RevokedCertificate", isOver: true }]);
});

async function warned(bench: Bench, type: string) {
  expect(await bench.call("SecurityEventNotification", { type, timestamp: now() })).toEqual({});
  expect((await lab.inside((ctx) => listSecurityEvents(ctx, { stationId: bench.id }))).items).toMatchObject([{ type }]);
}

test("L01: an invalid certificate ends the update, and is told as a security event (TC_L_05_CSMS)", async () => {
  const bench = await lab.station();
  await update(bench, 5, "InvalidCertificate");
  await warned(bench, "InvalidFirmwareSigningCertificate");
  expect(await jobs(bench)).toMatchObject([{ status: "InvalidCertificate", isOver: true }]);
});

async function failing(requestId: number, ...statuses: Status[]) {
  const bench = await lab.station();
  await update(bench, requestId);
  await tell(bench, requestId, ...statuses);
  expect(await jobs(bench)).toMatchObject([{ status: statuses.at(-1), isOver: true }]);
  return bench;
}

test("L01: an invalid signature ends the update, and is told as a security event (TC_L_06_CSMS)", async () => {
  await warned(await failing(6, "Downloading", "Downloaded", "InvalidSignature"), "InvalidFirmwareSignature");
});

test("L01: a download that fails ends the update (TC_L_07_CSMS)", async () => {
  await failing(7, "Downloading", "DownloadFailed");
});

test("L01: a verification that fails ends the update (TC_L_08_CSMS)", async () => {
  await failing(8, ...fetched, "Installing", "InstallVerificationFailed");
});

test("L01: an installation that fails after a reboot ends the update (TC_L_09_CSMS)", async () => {
  const bench = await lab.station();
  await update(bench, 9);
  await tell(bench, 9, ...fetched, "Installing", "InstallRebooting");
  await rebooted(bench);
  await tell(bench, 9, "InstallationFailed");
  expect(await jobs(bench)).toMatchObject([{ status: "InstallationFailed", isOver: true }]);
});

test("L01.FR.24: a second update takes the place of the first (TC_L_10_CSMS)", async () => {
  const bench = await lab.station();
  await update(bench, 10);
  await tell(bench, 10, "Downloading");
  await update(bench, 11, "AcceptedCanceled");
  await tell(bench, 11, ...fetched, "Installing", "Installed");
  expect(await jobs(bench)).toMatchObject([
    { requestId: 11, status: "Installed", isOver: true },
    { requestId: 10, status: "AcceptedCanceled", isOver: true },
  ]);
});

test("L01.FR.27: a station that cannot cancel goes on with the first (TC_L_11_CSMS)", async () => {
  const bench = await lab.station();
  await update(bench, 12);
  await tell(bench, 12, ...fetched, "Installing");
  await update(bench, 13, "Rejected");
  await tell(bench, 12, "Installed");
  expect(await jobs(bench)).toMatchObject([
    { requestId: 13, status: "Rejected", isOver: true },
    { requestId: 12, status: "Installed", isOver: true },
  ]);
});

test.each(forms)(
  "L01: an update waits for a session, and what is free is out of use meanwhile, told by %s (TC_L_13_CSMS)",
  async (form) => {
    const bench = await lab.station();
    const session = bench.session();
    await bench.report(form, "Occupied");
    await session.plugged();
    await session.authorized();
    await session.charging();
    await update(bench, 14);
    await tell(bench, 14, "DownloadScheduled");
    await bench.report(form, "Unavailable", 2);
    expect(await bench.statuses()).toEqual(["Occupied", "Unavailable"]);
    await session.ended();
    await bench.report(form, "Unavailable");
    await tell(bench, 14, ...fetched, "Installing", "InstallRebooting");
    await rebooted(bench);
    await tell(bench, 14, "Installed");
    expect(await jobs(bench)).toMatchObject([{ status: "Installed", isOver: true }]);
    expect(await bench.statuses()).toEqual(["Available", "Available"]);
  },
);

type Publishing = Req<"PublishFirmwareStatusNotification">["status"];
const checksum = "0123456789abcdef0123456789abcdef";
const location = ["http://10.0.0.2/l-1.bin"];
async function published(requestId: number, ...statuses: Publishing[]) {
  const bench = await lab.station();
  const request = { location: firmware.location, checksum, requestId };
  await bench.operate("PublishFirmware", request, { status: "Accepted" });
  for (const status of statuses) {
    const more = status === "Published" ? { location } : {};
    expect(await bench.call("PublishFirmwareStatusNotification", { status, requestId, ...more })).toEqual({});
  }
  expect(await jobs(bench)).toMatchObject([{ status: statuses.at(-1), isOver: true }]);
  return bench;
}
const publishedWhole = (requestId: number) =>
  published(requestId, "Downloading", "Downloaded", "ChecksumVerified", "Published");

test("L03: a firmware is published (TC_L_17_CSMS)", async () => {
  expect(await jobs(await publishedWhole(1))).toMatchObject([{ publishedAt: location }]);
});

test("L03: a wrong checksum ends the publication (TC_L_19_CSMS)", () =>
  published(2, "Downloading", "Downloaded", "InvalidChecksum"));
test("L03: a publication that fails is over (TC_L_20_CSMS)", () =>
  published(3, "Downloading", "Downloaded", "ChecksumVerified", "PublishFailed"));
test("L03: a download that fails ends the publication (TC_L_24_CSMS)", () =>
  published(4, "Downloading", "DownloadFailed"));

async function unpublished(status: Res<"UnpublishFirmware">["status"]) {
  const bench = await publishedWhole(5);
  await bench.operate("UnpublishFirmware", { checksum }, { status });
  return (await jobs(bench))[0]!;
}

test("L04: a published firmware is taken back (TC_L_21_CSMS)", async () => {
  expect(await unpublished("Unpublished")).toMatchObject({ status: "Unpublished", publishedAt: null });
});

test("L04: a firmware the controller does not have is published no more (TC_L_22_CSMS)", async () => {
  expect(await unpublished("NoFirmware")).toMatchObject({ publishedAt: null });
});

test("L04: a firmware that stations are fetching stays published (TC_L_23_CSMS)", async () => {
  expect(await unpublished("DownloadOngoing")).toMatchObject({ status: "Published", publishedAt: location });
});
