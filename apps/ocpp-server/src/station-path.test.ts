import fc from "fast-check";
import { expect, test } from "vitest";
import { Refusal } from "./refusal";
import { stationPath } from "./station-path";

test("the identity is decoded exactly once", () => {
  expect(stationPath("/ocpp/northwind/RDAM%7C123")).toEqual({ slug: "northwind", identity: "RDAM|123" });
  expect(() => stationPath("/ocpp/northwind/RDAM%257C123")).toThrow(Refusal);
  expect(stationPath("/ocpp/northwind/A?version=1.6#x")).toEqual({ slug: "northwind", identity: "A" });
});

test("whatever the path, it is a station's or a refusal with 400 or 404", () => {
  const part = fc.oneof(fc.string(), fc.constantFrom("ocpp", "northwind", "%00", "..", "%2e", "%", "/", "//"));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), fc.string(), (parts, more) => {
      try {
        const { slug, identity } = stationPath(`/${parts.join("/")}${more}`);
        expect(slug).toMatch(/^[a-z0-9][a-z0-9-]{1,39}$/);
        expect(identity).toMatch(/^[^/:%\s]{1,48}$/);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
        expect([400, 404]).toContain((error as Refusal).status);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("every legal identity arrives as it was", () => {
  const letters = [..."abcXYZ0189*-_=+|@."];
  const identity = fc
    .string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 48 })
    .filter((text) => !/^\.{1,2}$/.test(text));
  fc.assert(
    fc.property(identity, (text) => {
      expect(stationPath(`/ocpp/ab/${encodeURIComponent(text)}`).identity).toBe(text);
    }),
  );
});
