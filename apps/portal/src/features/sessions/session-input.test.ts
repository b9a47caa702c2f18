import { expect, test } from "vitest";
import { sessionFilters, sessionInput } from "./session-input";

const now = Date.parse("2026-11-21T22:30:00Z");
const inputOf = (address: Record<string, string>, zone = "Europe/Berlin") =>
  sessionInput(
    sessionFilters((key) => address[key]),
    now,
    zone,
  );

test("an address without anything asks for the newest sessions", () => {
  expect(inputOf({})).toMatchObject({
    limit: 50,
    sort: "startedAt",
    order: "desc",
    active: undefined,
    from: undefined,
  });
});

test.each([
  [{ when: "today" }, "2026-11-20T23:00:00.000Z", undefined],
  [{ when: "yesterday" }, "2026-11-19T23:00:00.000Z", "2026-11-20T23:00:00.000Z"],
  [{ when: "week" }, "2026-11-14T23:00:00.000Z", undefined],
  [{ from: "2026-03-29", to: "2026-03-29" }, "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"],
  [{ to: "2026-01-31" }, undefined, "2026-01-31T23:00:00.000Z"],
  [{ from: "2026-02-31" }, undefined, undefined],
  [{ when: "today", from: "2020-01-01" }, "2026-11-20T23:00:00.000Z", undefined],
])("%j is from %s to %s", (address, from, to) => {
  const input = inputOf(address);
  expect([input.from?.toISOString(), input.to?.toISOString()]).toEqual([from, to]);
});

test("today is the day of the site", () => {
  expect(inputOf({ when: "today" }, "Asia/Tokyo").from?.toISOString()).toBe("2026-11-21T15:00:00.000Z");
});

test("what the address says wrongly is left out", () => {
  expect(inputOf({ view: "everything", sort: "price.asc", when: "never" })).toMatchObject({
    active: undefined,
    withGaps: undefined,
    sort: "startedAt",
    from: undefined,
  });
});

test("views and sort", () => {
  expect(inputOf({ view: "active", sort: "energyWh.asc" })).toMatchObject({
    active: true,
    sort: "energyWh",
    order: "asc",
  });
  expect(inputOf({ view: "gaps" })).toMatchObject({ withGaps: true });
});
