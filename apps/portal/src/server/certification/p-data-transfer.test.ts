import { expect, test } from "vitest";
import { aLab, now } from "../test/a-lab";

const lab = await aLab();

test("P02.FR.06, .07: what nobody here knows is refused by a status, never by a CALLERROR (TC_P_02_CSMS)", async () => {
  const bench = await lab.station();
  const unknown = { vendorId: "com.nobody.knows", messageId: "hello", data: { anything: [1, "two", null] } };
  expect(await bench.call("DataTransfer", unknown)).toMatchObject({ status: "UnknownVendorId" });
  expect(await bench.call("DataTransfer", { vendorId: "com.nobody.knows" })).toMatchObject({
    status: "UnknownVendorId",
  });
  expect(
    await bench.call("DataTransfer", { vendorId: "net.stationmaster", messageId: "nothing-of-ours" }),
  ).toMatchObject({
    status: "UnknownMessageId",
  });
});

test("P02: customData in a status and in a transaction is taken and passed over (TC_P_03_CSMS)", async () => {
  const bench = await lab.station();
  const customData = { vendorId: "com.nobody.knows", more: { deep: [true] } };
  const status = { timestamp: now(), connectorStatus: "Occupied", evseId: 1, connectorId: 1, customData } as const;
  expect(await bench.call("StatusNotification", status)).toEqual({});
  const session = bench.session();
  expect(await session.plugged({ customData, evse: { ...session.evse, customData } })).toEqual({});
  await session.authorized({ customData });
  expect(await bench.statuses()).toEqual(["Occupied", "Available"]);
  expect(await bench.sessions()).toMatchObject([{ transactionId: session.transactionId, active: true }]);
});
