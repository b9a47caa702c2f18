import { validateRequest } from "@stationmaster/ocpp";
import { expect, test } from "vitest";
import { eventRequest } from "./session-frames";

const of = { transactionId: "r1-0-1", seqNo: 3, registerWh: 100_075, idToken: "04A2B3C4D5E680" };

test.each(["started", "updated", "ended"] as const)("the %s event that is sent by the thousand is valid", (kind) => {
  const { payload } = validateRequest("TransactionEvent", JSON.parse(eventRequest(kind, of)), {
    unknownProperties: "refuse",
  });
  expect(payload.seqNo).toBe(3);
  expect(payload.idToken?.idToken).toBe(kind === "updated" ? undefined : of.idToken);
  expect(payload.meterValue?.[0]?.sampledValue.map(({ value }) => value)).toEqual([100_075, 7360, 48]);
});
