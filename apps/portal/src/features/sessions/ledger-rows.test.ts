import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ledgerMarks, ledgerRows, runsOf, writeRuns } from "./ledger-rows";
import type { SessionEvent } from "./session";

const anEvent = (seqNo: number, more: Partial<SessionEvent> = {}): SessionEvent => ({
  id: `${seqNo}-${more.eventType ?? "Updated"}`,
  seqNo,
  eventType: "Updated",
  triggerReason: "MeterValuePeriodic",
  timestamp: new Date(0),
  receivedAt: new Date(0),
  offline: false,
  resends: 0,
  late: false,
  conflict: false,
  chargingState: null,
  stoppedReason: null,
  idToken: null,
  registerWh: null,
  powerW: null,
  stateOfCharge: null,
  request: {},
  ...more,
});
const shape = (rows: ReturnType<typeof ledgerRows>) =>
  rows.map((row) => (row.event ? row.event.seqNo : writeRuns([row.missing!])));

describe("E04: the ledger of a session", () => {
  test("what is missing stands in its place, also before the first and after the last", () => {
    expect(shape(ledgerRows([anEvent(1), anEvent(4)], [0, 2, 3, 5], true))).toEqual(["0", 1, "2–3", 4, "5"]);
  });

  test("while more is loaded nothing is missing behind the last event", () => {
    expect(shape(ledgerRows([anEvent(0), anEvent(2)], [1, 3, 4], false))).toEqual([0, "1", 2]);
  });

  test("marks: the gravest of each number", () => {
    const events = [
      anEvent(0),
      anEvent(1, { late: true }),
      anEvent(2, { resends: 2, late: true }),
      anEvent(3),
      anEvent(3, { conflict: true, eventType: "Ended" }),
    ];
    expect(ledgerMarks(ledgerRows(events, [4], true)).map(({ seqNo, mark }) => `${seqNo} ${mark}`)).toEqual([
      "0 ok",
      "1 late",
      "2 twice",
      "3 conflict",
      "4 missing",
    ]);
  });

  test("a station that never counts has one number with other content", () => {
    const events = [
      anEvent(0, { eventType: "Started" }),
      anEvent(0, { conflict: true }),
      anEvent(0, { conflict: true }),
    ];
    expect(ledgerMarks(ledgerRows(events, [], true))).toEqual([{ seqNo: 0, mark: "conflict" }]);
  });

  test("every number is told once and in order, whatever is there and missing", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(60)), fc.func(fc.boolean()), (seqNos, came) => {
        const sorted = [...seqNos].sort((a, b) => a - b);
        const [heard, missing] = [sorted.filter((n) => came(n)), sorted.filter((n) => !came(n))];
        const marks = ledgerMarks(
          ledgerRows(
            heard.map((n) => anEvent(n)),
            missing,
            true,
          ),
        );
        expect(marks.map(({ seqNo }) => seqNo)).toEqual(sorted);
        expect(marks.filter(({ mark }) => mark === "missing").map(({ seqNo }) => seqNo)).toEqual(missing);
      }),
    );
  });
});

test("runs are written as people write them", () => {
  expect(writeRuns(runsOf([20, 16, 18, 19, 18]))).toBe("16, 18–20");
  expect(writeRuns([])).toBe("");
});
