import fc from "fast-check";
import { expect, test } from "vitest";
import { type ClockStep, chargedTime, clocksAgree, judgeSteps, longestMs, tolerance } from "./charged-time";

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
const step = (more: Partial<ClockStep>): ClockStep => ({
  ...{ seqNo: 1, at: 0, toldMs: 5 * hour, heardMs: 10 * minute, riseWh: 1000, aheadMs: 5 * hour },
  ...more,
});
const judged = (more: Partial<ClockStep>) => {
  const [one] = judgeSteps([step(more)]);
  return [one!.verdict, one!.chargedMs];
};

test("I03: time is the station's where nothing is odd, however late it was told", () => {
  const span = (startedAt: number, endedAt: number, startHeardAt: number | null, endHeardAt: number | null) =>
    clocksAgree({ startedAt, endedAt, startHeardAt, endHeardAt });
  expect(span(0, hour, second, hour + second)).toBe(true);
  expect(span(0, hour, 0, 5 * hour)).toBe(false);
  expect(span(0, hour, null, hour)).toBe(false);
  expect(span(2 * hour, 2 * hour - second, 0, 0)).toBe(false);
  expect(chargedTime({ startedAt: 0, endedAt: hour }, [])).toBe(hour);
  expect(chargedTime({ startedAt: 0, endedAt: 40 * day }, [])).toBe(40 * day);
  expect(chargedTime({ startedAt: hour, endedAt: 0 }, [])).toBe(0);
});

test("I03: a clock set forward between two live events, which the meter does not explain, is not charged", () => {
  expect(judged({})).toEqual(["forward", 10 * minute]);
  expect(judged({ riseWh: 0 })).toEqual(["forward", 10 * minute]);
  const span = { startedAt: 0, endedAt: 6 * hour };
  expect(chargedTime(span, [step({})])).toBe(hour + 10 * minute);
});

test("I03: hours told in a second are charged when the meter says that they were hours", () => {
  expect(judged({ heardMs: 5, riseWh: 11_000 })).toEqual(["told", 5 * hour]);
  expect(judged({ heardMs: 5, toldMs: 9 * day, aheadMs: 9 * day, riseWh: 60_000 })).toEqual(["told", 9 * day]);
  // Without a meter, or with nothing drawn, what was told within a breath is believed for a day, and shown.
  expect(judged({ heardMs: 5, riseWh: 0 })).toEqual(["doubtful", 5 * hour]);
  expect(judged({ riseWh: null })).toEqual(["doubtful", 5 * hour]);
  expect(judged({ riseWh: null, toldMs: 2 * day })).toEqual(["forward", 10 * minute]);
});

test("I03: what was kept back and catches up, came late or was noted offline is charged by its own time", () => {
  expect(judged({ aheadMs: 0, riseWh: 0 })).toEqual(["told", 5 * hour]);
  expect(judged({ heardMs: -hour, riseWh: 0 })).toEqual(["told", 5 * hour]);
  expect(judged({ heardMs: null, aheadMs: null })).toEqual(["told", 5 * hour]);
});

test("I03: from 1970 to now in mid-session, and a clock set back: what we heard, and where we heard nothing, nothing", () => {
  expect(judged({ toldMs: longestMs + 1, riseWh: 1e6, heardMs: 0 })).toEqual(["forward", 0]);
  expect(judged({ toldMs: longestMs + 1, heardMs: null })).toEqual(["forward", 0]);
  expect(judged({ toldMs: -2 * hour })).toEqual(["back", 10 * minute]);
  expect(judged({ toldMs: -2 * hour, heardMs: null })).toEqual(["back", 0]);
});

test("I03: a clock that was set back and then right again has caught nothing up", () => {
  const back = step({ toldMs: minute - 2 * hour, heardMs: minute, riseWh: 100, aheadMs: -2 * hour });
  const forward = step({ toldMs: minute + 2 * hour, heardMs: minute, riseWh: 100, aheadMs: 0 });
  expect(judgeSteps([back, forward]).map(({ verdict, chargedMs }) => [verdict, chargedMs])).toEqual([
    ["back", minute],
    ["forward", minute],
  ]);
});

type Event = { at: number; heardAt: number; registerWh: number };

/** As the statement finds them. */
function stepsOf(events: Event[]): ClockStep[] {
  return events.flatMap((event, seqNo) => {
    const before = events[seqNo - 1];
    if (!before) return [];
    const [toldMs, heardMs] = [event.at - before.at, event.heardAt - before.heardAt];
    const earlier = events.slice(0, seqNo);
    const furthest = Math.max(...earlier.map(({ at, heardAt }) => at - heardAt));
    const found = { seqNo, at: event.at, toldMs, heardMs, riseWh: event.registerWh - before.registerWh };
    const isOdd = toldMs < -tolerance.backMs || toldMs - heardMs > tolerance.forwardMs || toldMs > longestMs;
    return isOdd ? [{ ...found, aheadMs: event.at - event.heardAt - furthest }] : [];
  });
}
const charged = (events: Event[]) =>
  chargedTime({ startedAt: events[0]!.at, endedAt: events.at(-1)!.at }, stepsOf(events));

/** A live session: what passed between two events, what the car drew, and by how much the clock was set meanwhile. */
const stretch = fc.record({
  passed: fc.integer({ min: 15 * second, max: 15 * minute }),
  watts: fc.integer({ min: 0, max: 400_000 }),
  set: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    fc.integer({ min: 6 * minute, max: 20 * day }),
    fc.integer({ min: -20 * day, max: -20 * minute }),
  ),
  delay: fc.nat(2 * second),
});

test("I03: however the clock of a live station is set, the time charged is the time that passed", () => {
  fc.assert(
    fc.property(fc.array(stretch, { minLength: 1, maxLength: 12 }), (stretches) => {
      let [passed, clock, register] = [0, 0, 0];
      const events: Event[] = [{ at: 0, heardAt: 0, registerWh: 0 }];
      for (const one of stretches) {
        passed += one.passed;
        clock += one.passed + one.set;
        register += (one.watts * one.passed) / hour;
        events.push({ at: clock, heardAt: passed + one.delay, registerWh: register });
      }
      const corrected = stretches.filter(({ set }) => set !== 0).length + 1;
      return Math.abs(charged(events) - passed) <= corrected * 4 * second;
    }),
    { numRuns: 500 },
  );
});

test("I03: however late a station with a right clock tells it, once it has been heard in time, its own times are charged", () => {
  const kept = fc.array(
    fc.record({
      passed: fc.integer({ min: 0, max: 3 * hour }),
      watts: fc.integer({ min: 0, max: 400_000 }),
      isLive: fc.boolean(),
      gap: fc.nat(5 * minute),
    }),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(kept, (stretches) => {
      let [passed, heardAt, register] = [0, 0, 0];
      const events: Event[] = [{ at: 0, heardAt: 0, registerWh: 0 }];
      for (const one of stretches) {
        passed += one.passed;
        register += (one.watts * one.passed) / hour;
        // Live: at once, unless what came before is still on its way. Kept back: some time after.
        heardAt = Math.max(passed, heardAt) + (one.isLive ? 0 : one.gap + one.passed);
        events.push({ at: passed, heardAt, registerWh: register });
      }
      return charged(events) === passed;
    }),
    { numRuns: 500 },
  );
});

test("I03: a bench that tells a charge in seconds is charged by its own times, whatever they are", () => {
  const told = fc.array(
    fc.record({
      toldMs: fc.integer({ min: minute, max: 20 * day }),
      watts: fc.integer({ min: 2000, max: 400_000 }),
      heardMs: fc.nat(200),
    }),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(told, (stretches) => {
      const events: Event[] = [{ at: 0, heardAt: 0, registerWh: 0 }];
      for (const { toldMs, watts, heardMs } of stretches) {
        const { at, heardAt, registerWh } = events.at(-1)!;
        events.push({
          ...{ at: at + toldMs, heardAt: heardAt + heardMs },
          registerWh: registerWh + (watts * toldMs) / hour,
        });
      }
      return charged(events) === events.at(-1)!.at;
    }),
    { numRuns: 500 },
  );
});
