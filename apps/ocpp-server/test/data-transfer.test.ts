import { dataTransfer, listDataTransfers } from "@stationmaster/domain/data-transfer";
import { aServer, aTenant, type TestStation } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { askStation } from "./ask-station";

const server = await aServer();
const { tenant } = await aTenant({ server });
const { ask } = askStation({ server, tenant });
const kept = async (row: TestStation) =>
  (await tenant.inside((ctx) => listDataTransfers(ctx, { stationId: row.id }))).items;

test("P02: unknown vendors and messages are answered by the book and kept, never with a CALLERROR", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  const say = (payload: object) => station.call("DataTransfer", payload as never);
  expect(await say({ vendorId: "com.example", messageId: "Mood", data: "fine" })).toMatchObject({
    kind: "result",
    payload: { status: "UnknownVendorId" },
  });
  expect(await say({ vendorId: "net.stationmaster", messageId: "Mood" })).toMatchObject({
    payload: { status: "UnknownMessageId" },
  });
  for (const data of ["text", 7, true, [1, { a: null }], { deep: { er: [] } }])
    expect(await say({ vendorId: "net.stationmaster", messageId: "Echo", data })).toMatchObject({
      payload: { status: "Accepted", data },
    });
  expect((await kept(row)).map(({ status }) => status)).toEqual([
    ...Array(5).fill("Accepted"),
    "UnknownMessageId",
    "UnknownVendorId",
  ]);
});

test("P01: an operator sends one and reads the answer", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  expect(
    await ask(row, dataTransfer, { vendorId: "com.example", messageId: "Light", data: { level: 3 } }),
  ).toMatchObject({ response: { status: "UnknownVendorId" } });
  station.onCommand("DataTransfer", () => ({ status: "Accepted", data: ["on"] }) as never);
  await ask(row, dataTransfer, { vendorId: "com.example", messageId: "Light" });
  expect(await kept(row)).toMatchObject([
    { direction: "out", status: "Accepted", answer: { data: ["on"] } },
    { direction: "out", status: "UnknownVendorId", data: { level: 3 } },
  ]);
});

test("P02: customData anywhere is accepted, and kept with a DataTransfer", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  const customData = { vendorId: "com.example", anything: { goes: [1] } };
  const now = new Date().toISOString();
  expect(await station.call("DataTransfer", { vendorId: "com.example", customData })).toMatchObject({ kind: "result" });
  expect(
    await station.call("StatusNotification", {
      timestamp: now,
      connectorStatus: "Available",
      evseId: 1,
      connectorId: 1,
      customData,
    }),
  ).toMatchObject({ kind: "result" });
  const event = {
    eventType: "Started",
    timestamp: now,
    triggerReason: "CablePluggedIn",
    seqNo: 0,
    transactionInfo: { transactionId: "custom", customData },
    customData,
  };
  expect(await station.call("TransactionEvent", event)).toMatchObject({ kind: "result", payload: {} });
  expect(await kept(row)).toMatchObject([{ customData }]);
});
