import { describe, expect, test } from "vitest";
import { objectShapes, validators } from "./dist/index";
import { type JsonSchema, requestSchemas, responseSchemas } from "./dist/json";

const schemas: [string, JsonSchema][] = [
  ...Object.entries(requestSchemas).map(([action, schema]) => [`${action}Request`, schema] as [string, JsonSchema]),
  ...Object.entries(responseSchemas).map(([action, schema]) => [`${action}Response`, schema] as [string, JsonSchema]),
];

test("all 128 messages of OCPP 2.0.1 have a schema and a compiled validator", () => {
  expect(schemas).toHaveLength(128);
  expect(Object.keys(validators).sort()).toEqual(schemas.map(([name]) => name).sort());
  for (const validate of Object.values(validators)) expect(validate("no object")).toBe(false);
});

test.each(schemas)("%s: every object but customData refuses what it does not know", (_name, schema) => {
  const objects = [schema, ...Object.values(schema.definitions ?? {})].filter(({ type }) => type === "object");
  const open = objects.filter(({ additionalProperties }) => additionalProperties !== false);
  expect(open).toEqual([schema.definitions?.CustomDataType]);
});

test.each(schemas)("%s: every reference is inside the schema itself", (_name, schema) => {
  const references = [...JSON.stringify(schema).matchAll(/"\$ref":"#\/definitions\/(\w+)"/g)].map(([, name]) => name!);
  for (const name of references) expect(schema.definitions).toHaveProperty(name);
});

describe("timestamps are taken when a Date and a timestamptz can hold them", () => {
  const accepts = (currentTime: string) => validators.HeartbeatResponse({ currentTime });
  test.each([
    "2026-11-21T03:00:00Z",
    "2026-11-21t03:00:00.123456+01:00",
    "2024-02-29T23:59:59-15:59",
    "1970-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
  ])("%s", (text) => {
    expect(accepts(text)).toBe(true);
    expect(Number.isNaN(Date.parse(text))).toBe(false);
  });
  test.each([
    "2026-02-30T00:00:00Z",
    "2023-02-29T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-11-21T24:00:00Z",
    "2026-11-21T23:59:60Z",
    "2026-11-21T03:00:00",
    "2026-11-21",
    "2026-11-21T03:00:00+16:00",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+01:00",
    "9999-12-31T23:59:59-01:00",
    "٢٠٢٦-11-21T03:00:00Z",
  ])("not %s", (text) => expect(accepts(text)).toBe(false));
});

test("integers have 32 bits", () => {
  const { CancelReservationRequest: accepts } = validators;
  expect(accepts({ reservationId: 2147483647 })).toBe(true);
  for (const reservationId of [2147483648, -2147483649, 1e300, Number.POSITIVE_INFINITY, 1.5])
    expect(accepts({ reservationId })).toBe(false);
});

test("exiResponse is bounded by the errata", () => {
  const accepts = (length: number) =>
    validators.Get15118EVCertificateResponse({ status: "Accepted", exiResponse: "x".repeat(length) });
  expect([accepts(5600), accepts(5601)]).toEqual([true, false]);
});

test("maxLength counts characters, not UTF-16 units", () => {
  const boot = (model: string) =>
    validators.BootNotificationRequest({ reason: "PowerUp", chargingStation: { vendorName: "V", model } });
  expect([boot("🔌".repeat(20)), boot("🔌".repeat(21))]).toEqual([true, false]);
});

test("the shape of an object names its properties and the shapes below", () => {
  expect(objectShapes.AuthorizeRequest).toMatchObject({ idToken: "IdTokenType", certificate: "", customData: "" });
  expect(objectShapes).not.toHaveProperty("CustomDataType");
});
