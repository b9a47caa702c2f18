import { expect, test } from "vitest";
import { readMoment, writeMoment } from "./zoned-moment";

const berlin = "Europe/Berlin";

test("what stands in the field is the zone's clock, and is read back as it was", () => {
  for (const text of ["2026-11-28T14:30", "2026-07-01T00:00", "2026-03-29T01:59", "2026-10-25T03:00"])
    expect(writeMoment(readMoment(text, berlin)!.getTime(), berlin)).toBe(text);
  expect(readMoment("2026-11-28T14:30", berlin)).toEqual(new Date("2026-11-28T13:30:00Z"));
});

test("of an hour that comes twice the first is meant; one that never comes is an hour later", () => {
  expect(readMoment("2026-10-25T02:30", berlin)).toEqual(new Date("2026-10-25T00:30:00Z"));
  expect(readMoment("2026-03-29T02:30", berlin)).toEqual(new Date("2026-03-29T01:30:00Z"));
});

test("what is no date is none", () => {
  expect(readMoment("", berlin)).toBeUndefined();
  expect(readMoment("soon", berlin)).toBeUndefined();
});
