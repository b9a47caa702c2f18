import { eq, stationCommands } from "@stationmaster/db";
import type { CommandAction, Res } from "@stationmaster/ocpp";
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
import { customerInformation, getCustomerInformation, getLog, listCustomerInformation, listLogRequests } from ".";
import { logStatusNotification } from "./log-status-notification";
import { notifyCustomerInformation } from "./notify-customer-information";

const room = await aRoom();
const tenant = await room.tenant();
const booted = () => tenant.station({ bootStatus: "Accepted" });

const answer = async <A extends CommandAction>(station: RoomStation, id: string, response: Res<A>) => {
  await tenant.inside((ctx) => claimCommand(ctx, station));
  await tenant.inside((ctx) => settleCommand(ctx, commandOf, id, station.epoch, { kind: "answered", response }));
};
const send = <A extends CommandAction, Input>(station: RoomStation, command: Command<A, Input>, input: Input) => {
  room.clock.now = new Date(room.clock.now.getTime() + 1000);
  return tenant.inside((ctx) => sendCommand(ctx, station.id, command, input));
};
const commandRow = async (id: string) =>
  (await tenant.inside((ctx) => ctx.db.select().from(stationCommands).where(eq(stationCommands.id, id))))[0]!;
const logsOf = async (station: RoomStation) =>
  (await tenant.inside((ctx) => listLogRequests(ctx, { stationId: station.id }))).items;
const informationOf = async (station: RoomStation) =>
  (await tenant.inside((ctx) => listCustomerInformation(ctx, { stationId: station.id }))).items;

const diagnostics = { logType: "DiagnosticsLog" as const, remoteLocation: "https://u:secret@logs.example.com/up/" };
const status = (
  station: RoomStation,
  word: Parameters<typeof logStatusNotification.handle>[1]["status"],
  requestId?: number,
) =>
  tenant.asStation(station, (ctx) =>
    logStatusNotification.handle(ctx, { status: word, ...(requestId === undefined ? {} : { requestId }) }),
  );

test("N01: a log is followed from the request to its end, under the file name the station gave", async () => {
  const station = await booted();
  const { id, requestId } = await send(station, getLog, diagnostics);
  expect(await logsOf(station)).toMatchObject([
    { status: "requested", logType: "DiagnosticsLog", remoteLocation: "https://u:***@logs.example.com/up/" },
  ]);
  await answer(station, id, { status: "Accepted", filename: "diag.tgz" });
  await status(station, "Uploading", requestId!);
  expect(await logsOf(station)).toMatchObject([{ status: "Uploading", isOver: false, fileName: "diag.tgz" }]);
  expect((await commandRow(id)).observed).toBeNull();
  expect(await status(station, "Uploaded", requestId!)).toEqual({});
  const [log] = await logsOf(station);
  expect(log).toMatchObject({ status: "Uploaded", isOver: true, commandId: id });
  expect(log!.steps.map((step) => step.status)).toEqual(["requested", "sent", "Accepted", "Uploading", "Uploaded"]);
  expect(await commandRow(id)).toMatchObject({ observed: { status: "Uploaded" } });
});

test("N01: a rejected request is over, and so is one that is withdrawn", async () => {
  const station = await booted();
  const { id } = await send(station, getLog, { ...diagnostics, logType: "SecurityLog" });
  await answer(station, id, { status: "Rejected", statusInfo: { reasonCode: "NotEnabled", additionalInfo: "no log" } });
  const waiting = await send(station, getLog, diagnostics);
  await tenant.inside((ctx) => cancelCommand(ctx, commandOf, waiting.id));
  expect(await logsOf(station)).toMatchObject([
    { status: "cancelled", isOver: true },
    { status: "Rejected", isOver: true, reason: "NotEnabled: no log" },
  ]);
});

test("N01: a second request cancels the first, whose last word may come under its own number", async () => {
  const station = await booted();
  const first = await send(station, getLog, diagnostics);
  await answer(station, first.id, { status: "Accepted" });
  await status(station, "Uploading", first.requestId!);
  const second = await send(station, getLog, diagnostics);
  await answer(station, second.id, { status: "AcceptedCanceled" });
  expect((await logsOf(station)).map((log) => log.status)).toEqual(["Accepted", "AcceptedCanceled"]);
  await status(station, "AcceptedCanceled", first.requestId!);
  await status(station, "Uploading", second.requestId!);
  expect((await logsOf(station)).map((log) => log.status)).toEqual(["Uploading", "AcceptedCanceled"]);
  expect(await commandRow(first.id)).toMatchObject({ observed: { status: "AcceptedCanceled" } });
});

test("N01: a first word that overtakes the answer is not lost by it", async () => {
  const station = await booted();
  const { id, requestId } = await send(station, getLog, diagnostics);
  await tenant.inside((ctx) => claimCommand(ctx, station));
  await status(station, "Uploading", requestId!);
  await answer(station, id, { status: "Accepted", filename: "a.log" });
  expect(await logsOf(station)).toMatchObject([{ status: "Uploading", fileName: "a.log", commandId: id }]);
});

test("N01: a word without a number is about what is under way; one for a request nobody made is kept as such", async () => {
  const station = await booted();
  await status(station, "Idle");
  expect(await logsOf(station)).toEqual([]);
  const { id } = await send(station, getLog, diagnostics);
  await answer(station, id, { status: "Accepted" });
  await status(station, "UploadFailure");
  await status(station, "Uploading", 4711);
  expect(await logsOf(station)).toMatchObject([
    { requestId: 4711, status: "Uploading", commandId: null, logType: null, isAsked: false },
    { status: "UploadFailure", isOver: true, isAsked: true },
  ]);
});

test("N01: a number used again means the newer request", async () => {
  const station = await booted();
  for (const word of ["Uploading", "Uploaded"] as const) {
    room.clock.now = new Date(room.clock.now.getTime() + 1000);
    const { id } = await tenant.inside((ctx) =>
      sendRawCommand(ctx, station.id, requireCommand("GetLog"), {
        ...{ requestId: 9, logType: "SecurityLog", log: { remoteLocation: "ftp://logs.example.com/" } },
      }),
    );
    await answer(station, id, { status: "Accepted" });
    await status(station, word, 9);
  }
  expect((await logsOf(station)).map((log) => log.status)).toEqual(["Uploaded", "replaced"]);
});

test("N01: an address a station cannot use is refused before anything is sent", async () => {
  const station = await booted();
  for (const remoteLocation of ["not an address", "javascript:alert(1)", "file:///etc/passwd"])
    await expect(send(station, getLog, { ...diagnostics, remoteLocation })).rejects.toMatchObject({
      ...{ kind: "invalid", field: "remoteLocation" },
    });
  expect(await logsOf(station)).toEqual([]);
});

const card = { idToken: "04A1B2", type: "ISO14443" as const };
const part = (station: RoomStation, requestId: number, seqNo: number, tbc: boolean, data: string) =>
  tenant.asStation(station, (ctx) =>
    notifyCustomerInformation.handle(ctx, { requestId, seqNo, tbc, data, generatedAt: "2026-06-01T12:00:00Z" }),
  );

test("N09: the parts are one text, in the order of their numbers, tied to the command that asked", async () => {
  const station = await booted();
  const { id, requestId } = await send(station, customerInformation, { report: true, clear: false, idToken: card });
  await answer(station, id, { status: "Accepted" });
  await part(station, requestId!, 0, true, "name: ");
  await part(station, requestId!, 2, false, "r");
  await part(station, requestId!, 2, false, "r");
  expect(await informationOf(station)).toMatchObject([{ status: "Accepted", completedAt: null }]);
  await part(station, requestId!, 1, true, "a drive");
  expect(await tenant.inside((ctx) => getCustomerInformation(ctx, { commandId: id }))).toMatchObject({
    ...{ data: "name: a driver", wantsReport: true, wantsClear: false, reference: { idToken: card } },
  });
  expect(await commandRow(id)).toMatchObject({ observed: { report: "complete", parts: 3 } });
  expect((await informationOf(station))[0]).not.toHaveProperty("data");
});

test("N09: a station that keeps nothing says so by an empty text, one that refuses by its status", async () => {
  const station = await booted();
  const empty = await send(station, customerInformation, { report: true, clear: true, customerIdentifier: "C-1" });
  await answer(station, empty.id, { status: "Accepted" });
  await part(station, empty.requestId!, 0, false, "");
  const refused = await send(station, customerInformation, { report: true, clear: false, customerIdentifier: "C-1" });
  await answer(station, refused.id, { status: "Rejected" });
  expect((await informationOf(station)).map(({ dataLength }) => dataLength)).toEqual([null, 0]);
  const read = (commandId: string) => tenant.inside((ctx) => getCustomerInformation(ctx, { commandId }));
  expect(await read(empty.id)).toMatchObject({ status: "Accepted", data: "", completedAt: expect.any(Date) });
  expect(await read(refused.id)).toMatchObject({ status: "Rejected", data: null, completedAt: null });
});

test("N09, N10: one customer is named in one way, and something must be asked; a PIN is not kept", async () => {
  const station = await booted();
  const wrong = [
    { report: false, clear: false, idToken: card },
    { report: true, clear: false },
    { report: true, clear: false, idToken: card, customerIdentifier: "C-1" },
  ];
  for (const input of wrong)
    await expect(send(station, customerInformation, input)).rejects.toMatchObject({ kind: "invalid" });
  const pin = { idToken: "1234", type: "KeyCode" as const };
  await send(station, customerInformation, { report: false, clear: true, idToken: pin });
  expect(JSON.stringify(await informationOf(station))).not.toContain("1234");
});

test("N09: information that nobody asked for is kept as such", async () => {
  const station = await booted();
  await part(station, 555, 0, false, "unasked");
  const [row] = await informationOf(station);
  expect(await tenant.inside((ctx) => getCustomerInformation(ctx, { id: row!.id }))).toMatchObject({
    ...{ status: "unasked", data: "unasked", commandId: null },
  });
});

test("N01, N09: another tenant cannot see logs or information, nor speak for a station", async () => {
  const station = await booted();
  await send(station, getLog, diagnostics);
  await part(station, 1, 0, false, "secret");
  const [row] = await informationOf(station);
  const other = await room.tenant();
  expect((await other.inside((ctx) => listLogRequests(ctx, {}))).items).toEqual([]);
  expect((await other.inside((ctx) => listCustomerInformation(ctx, {}))).items).toEqual([]);
  await expect(other.inside((ctx) => getCustomerInformation(ctx, { id: row!.id }))).rejects.toMatchObject({
    kind: "not-found",
  });
  await expect(
    other.asStation(station, (ctx) => logStatusNotification.handle(ctx, { status: "Uploading", requestId: 3 })),
  ).rejects.toMatchObject({ cause: { code: "23503" } });
});
