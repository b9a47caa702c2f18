import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { eq, stations } from "@stationmaster/db";
import { aServer, aTenant } from "@stationmaster/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { sendCommand } from "../..";
import { listFirmwareJobs, publishFirmware, unpublishFirmware, updateFirmware } from ".";

vi.setConfig({ expect: { poll: { timeout: 10_000 } } });
const server = await aServer();
const { tenant } = await aTenant({ server });

const files = createServer((request, response) => {
  if (request.url !== "/k22-2.4.1.bin") response.statusCode = 404;
  response.end("firmware");
});
beforeAll(() => new Promise<void>((resolve) => files.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => files.close(resolve)));
const at = (path: string) => `http://127.0.0.1:${(files.address() as AddressInfo).port}${path}`;

const jobsOf = async (stationId: string) => (await tenant.inside((ctx) => listFirmwareJobs(ctx, { stationId }))).items;

test("L02: a station installs a firmware, restarts with it, and we know each step", async () => {
  const { id, start } = await tenant.withStation();
  const station = await start({ speed: 200, rebootMs: 10, retryWaitMs: 10 });
  await tenant.inside((ctx) => sendCommand(ctx, id, updateFirmware, { location: at("/k22-2.4.1.bin") }));
  await server.settle();
  await expect.poll(async () => (await jobsOf(id))[0]?.status).toBe("Installed");
  const [job] = await jobsOf(id);
  expect(job!.steps.map(({ status }) => status)).toEqual(
    expect.arrayContaining(["requested", "Downloading", "Downloaded", "Installing", "InstallRebooting", "Installed"]),
  );
  const [row] = await tenant.inside((ctx) => ctx.db.select().from(stations).where(eq(stations.id, id)));
  expect(row).toMatchObject({ firmwareVersion: "2.4.1", bootReason: "FirmwareUpdate" });
  expect(station.violations).toEqual([]);
});

test("L02: a firmware that cannot be fetched is a job that failed", async () => {
  const { id, start } = await tenant.withStation();
  await start({ speed: 200 });
  await tenant.inside((ctx) => sendCommand(ctx, id, updateFirmware, { location: at("/missing.bin") }));
  await server.settle();
  await expect.poll(async () => (await jobsOf(id))[0]).toMatchObject({ status: "DownloadFailed", isOver: true });
});

test("L01: a second update cancels the first, and each is told of under its own number", async () => {
  const { id, start } = await tenant.withStation();
  const station = await start();
  const answers = ["Accepted", "AcceptedCanceled", "InvalidCertificate"] as const;
  let asked = 0;
  station.onCommand("UpdateFirmware", () => ({ status: answers[asked++]! }));
  const signed = { location: at("/x"), signingCertificate: "-----BEGIN CERTIFICATE-----", signature: "c2ln" };
  const update = async () => {
    const { requestId } = await tenant.inside((ctx) => sendCommand(ctx, id, updateFirmware, signed));
    await server.settle();
    return requestId;
  };
  const statuses = async () => (await jobsOf(id)).map(({ status, isOver }) => [status, isOver]);
  const tell = (status: string, requestId: number | null) =>
    station.call("FirmwareStatusNotification", { status, requestId });
  const first = await update();
  await expect.poll(statuses).toEqual([["Accepted", false]]);
  await tell("Downloading", first);
  const second = await update();
  await expect.poll(statuses).toEqual([
    ["Accepted", false],
    ["AcceptedCanceled", true],
  ]);
  await tell("SignatureVerified", second);
  await update();
  await expect.poll(statuses).toEqual([
    ["InvalidCertificate", true],
    ["SignatureVerified", false],
    ["AcceptedCanceled", true],
  ]);
  expect(await tell("InvalidSignature", second)).toMatchObject({ kind: "result", payload: {} });
  expect((await statuses())[1]).toEqual(["InvalidSignature", true]);
});

test("L03, L04: a local controller publishes a firmware and takes it back", async () => {
  const { id, start } = await tenant.withStation();
  const station = await start();
  const checksum = "0123456789abcdef0123456789abcdef";
  station.onCommand("PublishFirmware", () => ({ status: "Accepted" }));
  station.onCommand("UnpublishFirmware", () => ({ status: "Unpublished" }));
  const input = { location: at("/x"), checksum };
  const { requestId } = await tenant.inside((ctx) => sendCommand(ctx, id, publishFirmware, input));
  await server.settle();
  const job = async () => (await jobsOf(id)).find(({ kind }) => kind === "publish");
  await expect.poll(job).toMatchObject({ status: "Accepted" });
  const location = ["http://10.0.0.2/k22.bin", "ftp://10.0.0.2/k22.bin"];
  await station.call("PublishFirmwareStatusNotification", { status: "Published", requestId, location });
  expect(await job()).toMatchObject({ status: "Published", publishedAt: location });
  await tenant.inside((ctx) => sendCommand(ctx, id, unpublishFirmware, { checksum }));
  await server.settle();
  await expect.poll(job).toMatchObject({ status: "Unpublished", publishedAt: null });
});

test("L03: a station that is no local controller refuses to publish, and says why", async () => {
  const { id, start } = await tenant.withStation();
  await start();
  const input = { location: at("/k22-2.4.1.bin"), checksum: "0123456789abcdef0123456789abcdef" };
  await tenant.inside((ctx) => sendCommand(ctx, id, publishFirmware, input));
  await server.settle();
  await expect
    .poll(async () => (await jobsOf(id))[0])
    .toMatchObject({ kind: "publish", status: "Rejected", reason: expect.stringContaining("no local controller") });
});
