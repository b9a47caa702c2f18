import fc from "fast-check";
import { expect, test } from "vitest";
import { canHold, type Place, type Wish } from "./can-hold";

const wish = (evseId: number | null, connectorType: string | null = null): Wish => ({ evseId, connectorType });
const place = (evseId: number, ...connectorTypes: (string | null)[]): Place => ({ evseId, connectorTypes });

test("H01: one EVSE holds one reservation", () => {
  expect(canHold([wish(1)], [place(1), place(2)])).toBe(true);
  expect(canHold([wish(1), wish(1)], [place(1), place(2)])).toBe(false);
  expect(canHold([wish(1), wish(2)], [place(1), place(2)])).toBe(true);
});

test("H01: as many for any EVSE as there are EVSEs, and no more", () => {
  expect(canHold([wish(null), wish(null)], [place(1), place(2)])).toBe(true);
  expect(canHold([wish(null), wish(null), wish(null)], [place(1), place(2)])).toBe(false);
});

test("H01: one for any EVSE makes room for one that needs this one", () => {
  const places = [place(1, "cCCS2"), place(2, "cType2")];
  expect(canHold([wish(null), wish(1)], places)).toBe(true);
  expect(canHold([wish(null), wish(null, "cCCS2")], places)).toBe(true);
  expect(canHold([wish(1), wish(null, "cCCS2")], places)).toBe(false);
});

test("H01: a plug whose type nobody told may be any", () => {
  expect(canHold([wish(null, "cCCS2")], [place(1, null)])).toBe(true);
  expect(canHold([wish(null, "cCCS2")], [place(1)])).toBe(true);
  expect(canHold([wish(null, "cCCS2")], [place(1, "cType2")])).toBe(false);
});

test("H01: says yes exactly when some way of seating all of them exists", () => {
  const types = fc.constantFrom("a", "b");
  const wishes = fc.array(
    fc.record({ evseId: fc.option(fc.integer({ min: 1, max: 4 })), connectorType: fc.option(types) }),
    { maxLength: 4 },
  );
  const places = fc.uniqueArray(
    fc.record({
      evseId: fc.integer({ min: 1, max: 4 }),
      connectorTypes: fc.array(types, { minLength: 1, maxLength: 2 }),
    }),
    { selector: ({ evseId }) => evseId, maxLength: 4 },
  );
  const byTrial = (left: Wish[], free: Place[]): boolean => {
    const [first, ...others] = left;
    if (!first) return true;
    return free.some(
      (one) =>
        (first.evseId === null || first.evseId === one.evseId) &&
        (first.connectorType === null || one.connectorTypes.includes(first.connectorType)) &&
        byTrial(
          others,
          free.filter((it) => it !== one),
        ),
    );
  };
  fc.assert(fc.property(wishes, places, (some, there) => canHold(some, there) === byTrial(some, there)));
});
