import fc from "fast-check";
import { expect, test } from "vitest";
import { localTime } from "./local-time";

const zones = Intl.supportedValuesOf("timeZone");

test("whatever the moment and the zone, what is written is that moment", () => {
  const write = localTime();
  const moment = fc.date({ min: new Date("1972-01-01"), max: new Date("2099-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(moment, fc.constantFrom(...zones), (at, zone) => {
      expect(new Date(write(at, zone)).getTime()).toBe(at.getTime());
    }),
  );
});

test("and is what the clock on the wall showed, on both sides of every change of the clock", () => {
  const write = localTime();
  const aroundChanges = fc.constantFrom(
    "2026-03-29T01:00:00Z",
    "2026-10-25T01:00:00Z",
    "2026-04-04T15:00:00Z",
    "2026-03-08T10:00:00Z",
  );
  fc.assert(
    fc.property(
      aroundChanges,
      fc.integer({ min: -4 * 3_600_000, max: 4 * 3_600_000 }),
      fc.constantFrom("Europe/Berlin", "Europe/London", "Australia/Lord_Howe", "America/Los_Angeles"),
      (change, shift, zone) => {
        const at = new Date(Date.parse(change) + shift);
        const wall = new Intl.DateTimeFormat("sv-SE", {
          timeZone: zone,
          dateStyle: "short",
          timeStyle: "medium",
        }).format(at);
        expect(write(at, zone).slice(0, 19).replace("T", " ")).toBe(wall);
      },
    ),
  );
});

test.each([
  ["2026-06-01T12:00:00.123Z", "Europe/Berlin", "2026-06-01T14:00:00.123+02:00"],
  ["2026-01-01T12:00:00Z", "Europe/London", "2026-01-01T12:00:00.000+00:00"],
  ["2026-01-01T02:00:00Z", "America/St_Johns", "2025-12-31T22:30:00.000-03:30"],
  ["2026-10-25T00:59:59Z", "Europe/Berlin", "2026-10-25T02:59:59.000+02:00"],
  ["2026-10-25T01:00:00Z", "Europe/Berlin", "2026-10-25T02:00:00.000+01:00"],
  ["2026-01-01T12:00:00Z", "Mars/Olympus_Mons", "2026-01-01T12:00:00.000+00:00"],
])("%s in %s is %s", (at, zone, written) => {
  expect(localTime()(new Date(at), zone)).toBe(written);
});
