import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { eq, stations } from "@stationmaster/db";
import { aServer, aTenant } from "@stationmaster/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { sendCommand } from "../..";
import { listFirmwareJobs, publishFirmware, updateFirmware } from ".";

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
