import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type StoryEvent, type StoryRequest, tellStory } from "./tell-story";

const minute = (n: number) => new Date(Date.UTC(2026, 5, 1, 12, n));
const event = (seqNo: number, more: Partial<StoryEvent> = {}): StoryEvent => ({
  seqNo,
  eventType: "Updated",
  triggerReason: "MeterValuePeriodic",
  at: minute(seqNo),
  receivedAt: minute(seqNo),
  offline: false,
  chargingState: null,
  stoppedReason: null,
  idToken: null,
  registerWh: null,
  ...more,
});
const kinds = (events: StoryEvent[], requests: StoryRequest[] = []) =>
  tellStory(events, requests).map(({ kind }) => kind);

test("E02: plugged in, then a card, then energy, then unplugged: one moment each, and no word of steady meter values", () => {
  const story = tellStory([
    event(0, { eventType: "Started", triggerReason: "CablePluggedIn", chargingState: "EVConnected", registerWh: 1000 }),
    event(1, { triggerReason: "Authorized", idToken: "CARD" }),
    event(2, { triggerReason: "ChargingStateChanged", chargingState: "Charging", registerWh: 1000 }),
    event(3, { registerWh: 1500, chargingState: "Charging" }),
    event(4, { registerWh: 2000 }),
    event(5, { triggerReason: "StopAuthorized", idToken: "CARD", chargingState: "EVConnected", registerWh: 2250 }),
    event(6, { eventType: "Ended", triggerReason: "EVCommunicationLost", stoppedReason: "Local", registerWh: 2250 }),
  ]);
  expect(story).toMatchObject([
    { kind: "plugged", at: minute(0), energyWh: 0 },
    { kind: "authorized", card: "CARD", energyWh: null },
    { kind: "charging", at: minute(2) },
    { kind: "stopAuthorized", card: "CARD", energyWh: 1250 },
    { kind: "idle" },
    { kind: "unplugged" },
    { kind: "ended", reason: "Local", energyWh: 1250 },
  ]);
});

test("E03: a card first; a pause by the car and by the station, and each resumed", () => {
  expect(
    kinds([
      event(0, { eventType: "Started", triggerReason: "Authorized", idToken: "CARD" }),
      event(1, { triggerReason: "CablePluggedIn", chargingState: "EVConnected" }),
      event(2, { chargingState: "Charging" }),
      event(3, { chargingState: "SuspendedEV" }),
      event(4, { chargingState: "Charging" }),
      event(5, { triggerReason: "ChargingRateChanged", chargingState: "SuspendedEVSE" }),
      event(6, { chargingState: "Charging" }),
    ]),
  ).toEqual([
    "authorized",
    "plugged",
    "charging",
    "pausedByCar",
    "resumed",
    "rateChanged",
    "pausedByStation",
    "resumed",
  ]);
});

test("E04, E12: what is missing stands where it is missing; an offline stretch is one moment", () => {
  const story = tellStory([
    event(0, { eventType: "Started", triggerReason: "EVDetected" }),
    event(1, { offline: true }),
    event(2, { offline: true }),
    event(5, { offline: true }),
    event(6),
  ]);
  expect(story).toMatchObject([
    { kind: "began" },
    { kind: "offline", at: minute(1), until: minute(5), events: 3 },
    { kind: "missing", count: 2, at: minute(2) },
  ]);
});

test("E01: a clock that was set and a register that falls are told where they are, and no energy is negative", () => {
  const story = tellStory(
    [
      event(0, { eventType: "Started", triggerReason: "CablePluggedIn", registerWh: 5000 }),
      event(1, { registerWh: 6000 }),
      event(2, { at: minute(-30), registerWh: 10 }),
      event(3, { at: minute(600) }),
    ],
    [],
    [
      { seqNo: 2, at: minute(-30), verdict: "back", seconds: -1860 },
      { seqNo: 3, at: minute(600), verdict: "forward", seconds: 37_000 },
    ],
  );
  expect(story).toMatchObject([
    { kind: "plugged" },
    { kind: "clockBack", seconds: 1860 },
    { kind: "registerFell", energyWh: 0 },
    { kind: "clockForward", seconds: 37_000 },
  ]);
});

test("F02, F03: who asked to start and to stop stands between the messages, by the time it was heard", () => {
  const request = (what: "start" | "stop", at: Date) => ({ what, at, by: "Kim", outcome: "Accepted", commandId: what });
  const events = [
    event(0, { eventType: "Started", triggerReason: "RemoteStart", idToken: "CARD" }),
    event(1, { triggerReason: "CablePluggedIn" }),
    event(9, { eventType: "Ended", triggerReason: "RemoteStop", stoppedReason: "Remote" }),
  ];
  expect(kinds(events, [request("stop", minute(8)), request("start", minute(-1))])).toEqual([
    "startAsked",
    "authorized",
    "plugged",
    "stopAsked",
    "missing",
    "ended",
  ]);
  expect(kinds(events.slice(0, 2), [request("stop", minute(8))]).at(-1)).toBe("stopAsked");
});

test("E12: whatever the ledger, the story is no longer than what was said, and each of its energies is known to be one", () => {
  const anyEvent = fc.record({
    eventType: fc.constantFrom("Started", "Updated", "Ended"),
    triggerReason: fc.constantFrom(
      "CablePluggedIn",
      "Authorized",
      "MeterValuePeriodic",
      "StopAuthorized",
      "Deauthorized",
    ),
    at: fc.date({ noInvalidDate: true }),
    offline: fc.boolean(),
    chargingState: fc.constantFrom(null, "Charging", "SuspendedEV", "Idle"),
    idToken: fc.constantFrom(null, "A"),
    registerWh: fc.option(fc.nat()),
    step: fc.integer({ min: 0, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 30 }), (given) => {
      let seqNo = 0;
      const events = given.map(({ step, ...more }) => {
        seqNo += step;
        return event(seqNo, more as Partial<StoryEvent>);
      });
      const story = tellStory(events);
      return story.length <= 8 * events.length && story.every(({ energyWh }) => energyWh === null || energyWh >= 0);
    }),
  );
});
