import { expect, test } from "vitest";
import { layOut } from "./transfer";

test("P02: data is laid out for a person, whatever a vendor made of it", () => {
  expect(layOut({ a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}');
  expect(layOut('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(layOut("{ no JSON")).toBe("{ no JSON");
  expect(layOut("fine")).toBe("fine");
  expect(layOut(7)).toBe("7");
});
