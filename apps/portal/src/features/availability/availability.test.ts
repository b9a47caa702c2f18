import { expect, test } from "vitest";
import { type Availability, type Intent, isOutOfService, wholeStation } from "./availability";

type Status = "Available" | "Occupied" | "Unavailable" | null;
const plug = (id: number, status: Status) => ({
  ...{ id, type: null, status, statusAt: null, isUsable: false, takenBy: null },
});
const evse = (id: number, ...statuses: Status[]) => ({
  ...{ id, state: "available" as const },
  connectors: statuses.map((status, at) => plug(at + 1, status)),
});
const intent = (evseId: number, connectorId: number, wanted: Intent["wanted"], answer: string | null): Intent => ({
  ...{ evseId, connectorId, wanted, answer, wantedAt: new Date(), wantedBy: "Jo", reason: null, commandId: null },
  ...{ observedAt: null, inForce: null, inForceAt: null, reappliedAt: null, otherwise: [], unheard: [] },
});
const given = (evses: ReturnType<typeof evse>[], ...intents: Intent[]): Availability => ({
  ...{ stationId: "s", stationIdentity: "S", isOnline: true, connectedAt: null, bootedAt: null },
  ...{ intents, evses, lockFailures: [] },
});
const first = { evseId: 1, connectorId: 0 };

test("G03: what an operator took out is put back next, also before the station has said anything; what it refused is not out", () => {
  const evses = [evse(1, "Available"), evse(2, "Available")];
  expect(isOutOfService(given(evses), wholeStation)).toBe(false);
  expect(isOutOfService(given(evses, intent(0, 0, "Inoperative", null)), wholeStation)).toBe(true);
  expect(isOutOfService(given(evses, intent(1, 0, "Inoperative", "Scheduled")), first)).toBe(true);
  expect(isOutOfService(given(evses, intent(1, 0, "Inoperative", "Rejected")), first)).toBe(false);
});

test("G03: what says of itself that it cannot be used can be put back, unless something wider is out", () => {
  const evses = [evse(1, "Unavailable", "Unavailable"), evse(2, "Available")];
  expect(isOutOfService(given(evses), first)).toBe(true);
  expect(isOutOfService(given(evses), wholeStation)).toBe(false);
  expect(isOutOfService(given(evses, intent(0, 0, "Inoperative", "Accepted")), first)).toBe(false);
  expect(isOutOfService(given([evse(1, null)]), first)).toBe(false);
  expect(isOutOfService(given([]), wholeStation)).toBe(false);
});
