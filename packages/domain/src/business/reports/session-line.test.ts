import { expect, test } from "vitest";
import type { SessionRecord } from "./read-sessions";
import { sessionHeading, sessionLine } from "./session-line";

const session: SessionRecord = {
  ...{ id: "1", transactionId: "tx", station: "S", site: null, siteTimeZone: null, evseId: 1, connectorId: 1 },
  ...{ idToken: null, idTokenType: null, isActive: false, firstHeardAt: 0, endedAt: 0, energyKwh: "0" },
  ...{ energyIsSumOfRises: false, registerFirstWh: "0", registerLastWh: "0", stoppedReason: "Local", hasStarted: true },
  ...{ missing: "", gapIsFinal: false, totalCost: null, currency: null, tariffKey: null, tariffVersion: null },
};
const durationOf = (more: Partial<SessionRecord>) => {
  const cells = sessionLine({ ...session, ...more }, "UTC", (at) => at.toISOString()).split(",");
  return cells[sessionHeading.split(",").indexOf("duration_seconds")];
};

test("E06: a line tells zero seconds and nine days; where a clock was set back it tells no length", () => {
  expect(durationOf({})).toBe("0");
  expect(durationOf({ endedAt: 9 * 86_400_000 })).toBe("777600");
  expect(durationOf({ firstHeardAt: 7_200_000, endedAt: 3_600_000 })).toBe("");
  expect(durationOf({ endedAt: null })).toBe("");
});
