import fc from "fast-check";
import { expect, test } from "vitest";
import { summarize } from "./summarize";

test("a TransactionEvent says its place in the session and what was measured", () => {
  const request = {
    eventType: "Updated",
    seqNo: 41,
    triggerReason: "MeterValuePeriodic",
    evse: { id: 1 },
    transactionInfo: { transactionId: "t", chargingState: "Charging" },
    meterValue: [
      {
        timestamp: "2026-11-19T17:47:05Z",
        sampledValue: [
          { value: 61.734, unitOfMeasure: { unit: "kWh" } },
          { value: 498, measurand: "Power.Active.Import", unitOfMeasure: { unit: "W", multiplier: 2 } },
          { value: 61, measurand: "SoC" },
        ],
      },
    ],
  };
  expect(summarize("TransactionEvent", request, { idTokenInfo: { status: "Blocked" } })).toEqual({
    facts: "Updated, seqNo 41 · MeterValuePeriodic · EVSE 1 · Charging · 49.8 kW, 61.734 kWh, SoC 61 %",
    answer: "Blocked",
  });
});

test("an action without words of its own shows its plain values and the status answered", () => {
  expect(
    summarize(
      "UnlockConnector",
      { evseId: 1, connectorId: 2 },
      { status: "Unlocked", statusInfo: { reasonCode: "X" } },
    ),
  ).toEqual({
    facts: "evseId 1 · connectorId 2",
    answer: "Unlocked · X",
  });
});

const actions = [
  "BootNotification",
  "StatusNotification",
  "TransactionEvent",
  "MeterValues",
  "Authorize",
  "NotifyReport",
  "NotifyEvent",
  "GetVariables",
  "SetVariables",
  "Reset",
];

test("whatever a station sent is summarized", () => {
  fc.assert(
    fc.property(fc.constantFrom(...actions), fc.jsonValue(), fc.jsonValue(), (action, request, response) => {
      expect(typeof summarize(action, request, response).facts).toBe("string");
    }),
  );
});
