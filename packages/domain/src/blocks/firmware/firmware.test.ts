import { eq, stationCommands } from "@stationmaster/db";
import type { CommandAction, Req, Res } from "@stationmaster/ocpp";
import { aRoom, type RoomStation } from "@stationmaster/testing";
import { expect, test } from "vitest";
import {
  type Command,
  cancelCommand,
  claimCommand,
  commandOf,
  requireCommand,
  sendCommand,
  sendRawCommand,
  settleCommand,
} from "../..";
import { listFirmwareJobs, publishFirmware, unpublishFirmware, updateFirmware } from ".";
import { firmwareStatusNotification } from "./firmware-status-notification";
import { publishFirmwareStatusNotification } from "./publish-firmware-status-notification";

const room = await aRoom();
const tenant = await room.tenant();
const booted = () => tenant.station({ bootStatus: "Accepted" });

const answer = async <A extends CommandAction>(station: RoomStation, id: string, response: Res<A>) => {
  await tenant.inside((ctx) => claimCommand(ctx, station));
  await tenant.inside((ctx) => settleCommand(ctx, commandOf, id, station.epoch, { kind: "answered", response }));
};
const ask = async <A extends CommandAction, Input>(
  station: RoomStation,
  command: Command<A, Input>,
  input: Input,
  response: Res<A>,
) => {
  room.clock.now = new Date(room.clock.now.getTime() + 1000);
  const row = await tenant.inside((ctx) => sendCommand(ctx, station.id, command, input));
  await answer(station, row.id, response);
  return row;
};
const jobsOf = async (station: RoomStation) =>
  (await tenant.inside((ctx) => listFirmwareJobs(ctx, { stationId: station.id }))).items;
const commandRow = async (id: string) =>
  (await tenant.inside((ctx) => ctx.db.select().from(stationCommands).where(eq(stationCommands.id, id))))[0]!;

type Update = Req<"FirmwareStatusNotification">["status"];
const says = async (station: RoomStation, requestId: number | undefined, ...statuses: Update[]) => {
  for (const status of statuses)
    expect(
      await tenant.asStation(station, (ctx) =>
        firmwareStatusNotification.handle(ctx, { status, ...(requestId === undefined ? {} : { requestId }) }),
      ),
    ).toEqual({});
};
const publishes = (station: RoomStation, request: Req<"PublishFirmwareStatusNotification">) =>
  tenant.asStation(station, (ctx) => publishFirmwareStatusNotification.handle(ctx, request));

const file = { location: "https://fw:secret@files.example.com/k22-2.0.bin" };
const signed = { ...file, signingCertificate: "-----BEGIN CERTIFICATE-----", signature: "c2lnbmF0dXJl" };
const accepted = { status: "Accepted" } as const;
const md5 = "0123456789abcdef0123456789ABCDEF";

test("L01: a signed update is followed from the request to the end, whatever steps the station tells", async () => {
  const station = await booted();
  const { id, requestId, request } = await ask(station, updateFirmware, signed, accepted);
  expect(request).toMatchObject({ firmware: { ...signed, retrieveDateTime: room.clock.now.toISOString() } });
  await says(station, requestId!, "Downloading", "Downloaded", "SignatureVerified", "InstallRebooting");
  expect(await jobsOf(station)).toMatchObject([{ status: "InstallRebooting", isOver: false, isSigned: true }]);
  await says(station, requestId!, "Installed");
  const [job] = await jobsOf(station);
  expect(job).toMatchObject({
    ...{ kind: "update", status: "Installed", isOver: true, commandId: id, requestId },
    location: "https://fw:***@files.example.com/k22-2.0.bin",
  });
  expect(job!.steps.map(({ status }) => status)).toEqual([
    ...[
      "requested",
      "sent",
      "Accepted",
      "Downloading",
      "Downloaded",
      "SignatureVerified",
      "InstallRebooting",
      "Installed",
    ],
  ]);
  expect(await commandRow(id)).toMatchObject({ observed: { status: "Installed" } });
});

test("L01: what is over stays over: a late step is noted and changes nothing", async () => {
  const station = await booted();
  const { requestId } = await ask(station, updateFirmware, signed, accepted);
  await says(station, requestId!, "Installed", "Installing");
  const [job] = await jobsOf(station);
  expect(job).toMatchObject({ status: "Installed", isOver: true });
  expect(job!.steps.at(-1)!.status).toBe("Installing");
});

test("L01: each way to fail is the end, in the station's word; a download that is tried again goes on", async () => {
  const failures = ["DownloadFailed", "InvalidSignature", "InstallVerificationFailed", "InstallationFailed"] as const;
  for (const failure of failures) {
    const station = await booted();
    const { id, requestId } = await ask(station, updateFirmware, signed, accepted);
    await says(station, requestId!, "Downloading", failure);
    expect(await jobsOf(station)).toMatchObject([{ status: failure, isOver: true }]);
    expect(await commandRow(id)).toMatchObject({ observed: { status: failure } });
    if (failure !== "DownloadFailed") continue;
    await says(station, requestId!, "Downloading");
    expect(await jobsOf(station)).toMatchObject([{ status: "Downloading", isOver: false }]);
  }
});

test("L01: a certificate the station refuses ends the job before it began", async () => {
  for (const status of ["InvalidCertificate", "RevokedCertificate"] as const) {
    const station = await booted();
    await ask(station, updateFirmware, signed, { status });
    expect(await jobsOf(station)).toMatchObject([{ status, isOver: true }]);
  }
});

test("L01: a second update cancels the first where the station says so, and leaves it going where it cannot", async () => {
  const station = await booted();
  const first = await ask(station, updateFirmware, signed, accepted);
  await says(station, first.requestId!, "Downloading");
  await ask(station, updateFirmware, signed, { status: "Rejected" });
  expect((await jobsOf(station)).map(({ status }) => status)).toEqual(["Rejected", "Downloading"]);
  const third = await ask(station, updateFirmware, signed, { status: "AcceptedCanceled" });
  await says(station, third.requestId!, "Downloading", "Installed");
  await says(station, first.requestId!, "DownloadFailed");
  expect((await jobsOf(station)).map(({ status, isOver }) => [status, isOver])).toEqual([
    ["Installed", true],
    ["Rejected", true],
    ["AcceptedCanceled", true],
  ]);
});

test("L02: half a signature proves nothing; an update without one says that it is unsigned", async () => {
  const station = await booted();
  const half = { ...file, signature: "c2lnbmF0dXJl" };
  await expect(ask(station, updateFirmware, half, accepted)).rejects.toMatchObject({
    kind: "invalid",
    field: "signature",
  });
  const early = { ...file, installAt: new Date(room.clock.now.getTime() - 60_000) };
  await expect(ask(station, updateFirmware, early, accepted)).rejects.toMatchObject({ field: "installAt" });
  await ask(station, updateFirmware, file, accepted);
  expect(await jobsOf(station)).toMatchObject([{ isSigned: false, status: "Accepted" }]);
});

test("L01: a status without a number is about what is under way; Idle with nothing under way leaves no trace", async () => {
  const station = await booted();
  await says(station, undefined, "Idle");
  expect(await jobsOf(station)).toEqual([]);
  const { requestId } = await ask(station, updateFirmware, signed, accepted);
  await says(station, undefined, "Downloading");
  expect(await jobsOf(station)).toMatchObject([{ requestId, status: "Downloading" }]);
  await says(station, undefined, "Idle");
  expect(await jobsOf(station)).toMatchObject([{ status: "Idle", isOver: true }]);
});

test("L01: an update that nobody asked for is kept as such; a number used again means the newer", async () => {
  const station = await booted();
  await says(station, 4711, "Installing");
  expect(await jobsOf(station)).toMatchObject([
    { requestId: 4711, commandId: null, status: "Installing", location: null, isAsked: false },
  ]);
  const payload = {
    requestId: 4711,
    firmware: { location: "ftp://a.example/x", retrieveDateTime: "2026-06-01T00:00:00Z" },
  };
  room.clock.now = new Date(room.clock.now.getTime() + 1000);
  const { id } = await tenant.inside((ctx) =>
    sendRawCommand(ctx, station.id, requireCommand("UpdateFirmware"), payload),
  );
  await answer(station, id, accepted);
  await says(station, 4711, "Downloading");
  expect((await jobsOf(station)).map(({ status, commandId }) => [status, commandId])).toEqual([
    ["Downloading", id],
    ["replaced", null],
  ]);
});

test("L01: a first word that overtakes the answer is not lost by it", async () => {
  const station = await booted();
  const { id, requestId } = await tenant.inside((ctx) => sendCommand(ctx, station.id, updateFirmware, signed));
  await tenant.inside((ctx) => claimCommand(ctx, station));
  await says(station, requestId!, "Downloading");
  await answer(station, id, accepted);
  expect(await jobsOf(station)).toMatchObject([{ status: "Downloading", commandId: id }]);
});

test("L01: an update whose question was never answered is followed all the same when the station begins", async () => {
  const station = await booted();
  const { id, requestId } = await tenant.inside((ctx) => sendCommand(ctx, station.id, updateFirmware, signed));
  await tenant.inside((ctx) => claimCommand(ctx, station));
  await tenant.inside((ctx) => settleCommand(ctx, commandOf, id, station.epoch, { kind: "silent" }));
  expect(await jobsOf(station)).toMatchObject([{ status: "silent", isOver: true }]);
  await says(station, requestId!, "Downloading");
  expect(await jobsOf(station)).toMatchObject([{ status: "Downloading", isOver: false, commandId: id }]);
});

test("L03, L04: a published firmware has its addresses until it is unpublished", async () => {
  const station = await booted();
  const { id, requestId } = await ask(station, publishFirmware, { ...file, checksum: md5 }, accepted);
  await publishes(station, { status: "Downloading", requestId: requestId! });
  const location: [string] = ["http://10.0.0.2/k22.bin"];
  await publishes(station, { status: "Published", requestId: requestId!, location });
  expect(await jobsOf(station)).toMatchObject([
    { kind: "publish", status: "Published", publishedAt: location, isOver: true },
  ]);
  expect(await commandRow(id)).toMatchObject({ observed: { status: "Published" } });
  const published = async () =>
    (await tenant.inside((ctx) => listFirmwareJobs(ctx, { stationId: station.id, onlyPublished: true }))).items;
  await ask(station, unpublishFirmware, { checksum: md5.toLowerCase() }, { status: "DownloadOngoing" });
  expect(await published()).toMatchObject([{ status: "Published", publishedAt: location }]);
  await ask(station, unpublishFirmware, { checksum: md5 }, { status: "Unpublished" });
  expect(await published()).toEqual([]);
  expect(await jobsOf(station)).toMatchObject([
    { kind: "unpublish", status: "Unpublished", isOver: true },
    { kind: "unpublish", status: "DownloadOngoing", isOver: true },
    { kind: "publish", status: "Unpublished", publishedAt: null },
  ]);
});

test("L04: each request to unpublish is followed by itself: when it was sent, and what the station said", async () => {
  const station = await booted();
  const { id } = await ask(station, unpublishFirmware, { checksum: md5 }, { status: "NoFirmware" });
  const [job] = await jobsOf(station);
  expect(job).toMatchObject({ kind: "unpublish", commandId: id, checksum: md5.toLowerCase(), isAsked: true });
  expect(job!.steps.map(({ status }) => status)).toEqual(["requested", "sent", "NoFirmware"]);
  const waiting = await tenant.inside((ctx) => sendCommand(ctx, station.id, unpublishFirmware, { checksum: md5 }));
  await tenant.inside((ctx) => cancelCommand(ctx, commandOf, waiting.id));
  expect((await jobsOf(station))[0]!.steps.map(({ status }) => status)).toEqual(["requested", "cancelled"]);
});

test("L03: a wrong checksum and a failed publication are ends; a checksum that is none is not sent", async () => {
  for (const status of ["InvalidChecksum", "PublishFailed", "DownloadFailed"] as const) {
    const station = await booted();
    const { requestId } = await ask(station, publishFirmware, { ...file, checksum: md5 }, accepted);
    await publishes(station, { status, requestId: requestId! });
    expect(await jobsOf(station)).toMatchObject([{ status, isOver: true }]);
  }
  const wrong = ask(await booted(), publishFirmware, { ...file, checksum: "abc" }, accepted);
  await expect(wrong).rejects.toMatchObject({ kind: "invalid", field: "checksum" });
});

test("L01: another tenant cannot see a station's updates, nor tell of any", async () => {
  const station = await booted();
  await ask(station, updateFirmware, signed, accepted);
  const other = await room.tenant();
  expect((await other.inside((ctx) => listFirmwareJobs(ctx, {}))).items).toEqual([]);
  await expect(
    other.asStation(station, (ctx) => firmwareStatusNotification.handle(ctx, { status: "Installed", requestId: 1 })),
  ).rejects.toMatchObject({ cause: { code: "23503" } });
  await expect(other.inside((ctx) => sendCommand(ctx, station.id, updateFirmware, signed))).rejects.toThrow();
  expect(await jobsOf(station)).toMatchObject([{ status: "Accepted" }]);
});
