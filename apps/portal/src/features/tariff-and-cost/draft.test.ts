import { expect, test } from "vitest";
import { draftOf, faultsOf, keyOf, pointOf, ratesOf, readDecimal } from "./draft";

const draft = { ...draftOf(undefined, "."), name: "Day", key: "day" };

test("I03: a price is typed with a point or a comma, and is never a float", () => {
  expect(readDecimal(" 0,49 ")).toBe("0.49");
  expect(readDecimal("0.490")).toBe("0.490");
  expect(readDecimal("")).toBeNull();
  for (const wrong of ["1.234,5", "-1", "0,1234567", "1e3", "abc", ".5"]) expect(readDecimal(wrong)).toBeUndefined();
  expect(pointOf("de-DE")).toBe(",");
});

test("I03: what is wrong is said at its field", () => {
  expect(faultsOf(draft)).toEqual({});
  expect(faultsOf({ ...draft, name: " ", key: "a b", energy: "x", tax: "101" })).toEqual({
    ...{ name: "nameMissing", key: "keyMissing", energy: "amount", tax: "tax" },
  });
  expect(ratesOf({ ...draft, energy: "0,49" }, "EUR")).toEqual({
    ...{ currency: "EUR", energy: "0.49", time: null, session: null, tax: null },
  });
  expect(ratesOf({ ...draft, tax: "19,12345" }, "EUR")).toBeUndefined();
});

test("a short name is made of the name", () => {
  expect(keyOf("Schnellladen (Straße) Nº 2")).toBe("schnellladen-strasse-no-2");
  expect(keyOf("  ")).toBe("");
});
