import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { actions } from "./catalogue";
import { type ErrorCode, OcppError } from "./errors";
import { validateRequest, validateResponse } from "./validate";

const refuse = { unknownProperties: "refuse" } as const;
const ignore = { unknownProperties: "ignore" } as const;
const boot = { reason: "PowerUp", chargingStation: { model: "M", vendorName: "V" } };

const errorOf = (work: () => unknown): OcppError => {
  try {
    work();
  } catch (error) {
    if (error instanceof OcppError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
};

describe("each broken rule has its code, and the description its place", () => {
  const cases: [string, unknown, ErrorCode, string][] = [
    ["missing", { reason: "PowerUp" }, "OccurrenceConstraintViolation", "/chargingStation is missing"],
    ["wrong type", { ...boot, reason: 5 }, "TypeConstraintViolation", "/reason must be string"],
    ["null", { ...boot, customData: null }, "TypeConstraintViolation", "/customData must be object"],
    ["enum", { ...boot, reason: "Hunger" }, "PropertyConstraintViolation", "/reason is none of the allowed values"],
    [
      "too long",
      { ...boot, chargingStation: { model: "x".repeat(21), vendorName: "V" } },
      "PropertyConstraintViolation",
      "/chargingStation/model must NOT have more than 20 characters",
    ],
    ["unknown", { ...boot, "a/b~c": 1 }, "FormatViolation", "/a~1b~0c is not a property of this message"],
    ["no object", [], "TypeConstraintViolation", "the payload must be object"],
  ];
  test.each(cases)("%s", (_what, payload, code, description) => {
    expect(errorOf(() => validateRequest("BootNotification", payload, refuse))).toMatchObject({ code, description });
  });
  test("too few and too many items", () => {
    const empty = errorOf(() => validateRequest("GetVariables", { getVariableData: [] }, refuse));
    expect(empty).toMatchObject({ code: "OccurrenceConstraintViolation" });
  });
  test("a day that does not exist", () => {
    const error = errorOf(() => validateResponse("Heartbeat", { currentTime: "2026-02-30T00:00:00Z" }, refuse));
    expect(error).toMatchObject({
      code: "PropertyConstraintViolation",
      description: "/currentTime is not a valid date-time",
    });
  });
});

test("no description repeats a value that was sent", () =>
  fc.assert(
    fc.property(fc.constantFrom(...actions), fc.jsonValue(), (action, value) => {
      const secret = "s3cr3t-s3cr3t-s3cr3t";
      const payloads = [secret, [secret], { idToken: secret, reason: secret, requestId: secret, x: value }];
      for (const payload of payloads) {
        try {
          validateRequest(action, payload, refuse);
        } catch (error) {
          expect(error).toBeInstanceOf(OcppError);
          expect((error as OcppError).description).not.toContain(secret);
        }
      }
    }),
  ));

test("any payload is taken or refused by an OcppError, and never changed", () =>
  fc.assert(
    fc.property(
      fc.constantFrom(...actions),
      fc.oneof(fc.jsonValue(), fc.object({ key: fc.constantFrom("__proto__", "constructor", "idToken", "evse", "x") })),
      fc.constantFrom(refuse, ignore),
      (action, payload, tolerance) => {
        const before = JSON.stringify(payload);
        for (const validate of [validateRequest, validateResponse]) {
          try {
            validate(action, payload, tolerance);
          } catch (error) {
            expect(error).toBeInstanceOf(OcppError);
            expect((error as OcppError).description.length).toBeLessThanOrEqual(255);
          }
        }
        expect(JSON.stringify(payload)).toBe(before);
      },
    ),
  ));

describe("a tolerant receiver", () => {
  const payload = {
    eventType: "Updated",
    timestamp: "2026-11-21T03:00:00Z",
    triggerReason: "MeterValuePeriodic",
    seqNo: 3,
    vendorField: { anything: [1] },
    transactionInfo: { transactionId: "t1", "odd/name": true, customData: { vendorId: "V", mine: 1 } },
    meterValue: [
      {
        timestamp: "2026-11-21T03:00:00Z",
        sampledValue: [{ value: 1 }, { value: 2, source: "meter", unitOfMeasure: { unit: "Wh", scale: 0 } }],
      },
    ],
  };
  const frozen = JSON.stringify(payload);

  test("takes away what the schema does not know, says where it was, and keeps customData", () => {
    const valid = validateRequest("TransactionEvent", payload, ignore);
    expect(valid.unknown).toEqual([
      "/vendorField",
      "/transactionInfo/odd~1name",
      "/meterValue/0/sampledValue/1/source",
      "/meterValue/0/sampledValue/1/unitOfMeasure/scale",
    ]);
    expect(valid.payload.transactionInfo).toEqual({ transactionId: "t1", customData: { vendorId: "V", mine: 1 } });
    expect(valid.payload).not.toHaveProperty("vendorField");
    expect(JSON.stringify(payload)).toBe(frozen);
  });
  test("can be told to refuse", () =>
    expect(errorOf(() => validateRequest("TransactionEvent", payload, refuse)).code).toBe("FormatViolation"));
  test("still refuses every other breach", () =>
    expect(errorOf(() => validateRequest("TransactionEvent", { ...payload, seqNo: "3" }, ignore))).toMatchObject({
      code: "TypeConstraintViolation",
      description: "/seqNo must be integer",
    }));
  test("hands over the very payload when nothing is unknown", () => {
    expect(validateRequest("BootNotification", boot, ignore).payload).toBe(boot);
  });
  test("is not led astray by names of the language", () => {
    const hostile = JSON.parse('{"__proto__":{"polluted":1},"constructor":1,"toString":2}');
    const valid = validateRequest("Heartbeat", hostile, ignore);
    expect(valid).toEqual({ payload: {}, unknown: ["/__proto__", "/constructor", "/toString"] });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
  test("reports the first hundred of a hundred thousand", () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`x${index}`, index]));
    expect(validateRequest("Heartbeat", many, ignore)).toMatchObject({ payload: {}, unknown: { length: 100 } });
  });
  test("numbers beyond all measure are refused", () => {
    const event = { ...payload, seqNo: JSON.parse("1e400") };
    expect(errorOf(() => validateRequest("TransactionEvent", event, ignore)).code).toBe("TypeConstraintViolation");
  });
});
