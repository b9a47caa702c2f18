import { validateRequest } from "@stationmaster/ocpp";
import { describe, expect, test } from "vitest";
import { cardsOf } from "../cards";
import { stationsOf } from "../stations";
import { demoTenants } from "../tenants";
import { planHistory } from "./plan-history";

const anchor = new Date("2026-11-02T09:17:00Z");
const plans = demoTenants.flatMap((tenant) =>
  stationsOf(tenant, "a secret of the test").map((station) => ({
    station,
    sessions: planHistory(station, cardsOf(tenant), anchor),
  })),
);
const sessions = plans.flatMap((plan) => plan.sessions);
const requestsOf = ({ deliveries }: (typeof sessions)[number]) =>
  [...deliveries].map(({ request }) => request).sort((a, b) => a.seqNo - b.seqNo);

describe("two weeks of the demo", () => {
  test("are the same for the same anchor, so that a start that broke off goes on with them", () => {
    const { station, sessions } = plans[3]!;
    expect(planHistory(station, cardsOf(station.tenant), anchor)).toEqual(sessions);
  });

  test("consist of events that any CSMS would take", () => {
    for (const { deliveries } of sessions) {
      for (const { request } of deliveries)
        expect(validateRequest("TransactionEvent", request, { unknownProperties: "refuse" }).unknown).toEqual([]);
    }
  });

  test("lie in the past, each event heard after it happened", () => {
    for (const { deliveries } of sessions) {
      for (const { receivedAt, request } of deliveries) {
        expect(receivedAt).toBeGreaterThan(Date.parse(request.timestamp));
        expect(receivedAt).toBeLessThan(anchor.getTime());
      }
      expect(deliveries.map(({ receivedAt }) => receivedAt)).toEqual(
        deliveries.map(({ receivedAt }) => receivedAt).sort((a, b) => a - b),
      );
    }
  });

  test("have at most one car at an EVSE, and a meter that only counts up", () => {
    for (const { station, sessions } of plans) {
      for (const [index, evse] of station.evses.entries()) {
        let [leftAt, registerWh] = [0, 0];
        for (const session of sessions.filter(({ transactionId }) =>
          transactionId.includes(`${station.identity}-${index + 1}-`),
        )) {
          const requests = requestsOf(session);
          const times = requests.map(({ timestamp }) => Date.parse(timestamp));
          expect(times[0]).toBeGreaterThan(leftAt);
          expect(times).toEqual([...times].sort((a, b) => a - b));
          leftAt = times.at(-1)!;
          for (const value of requests.flatMap(({ meterValue }) => meterValue ?? [])) {
            const [energy, power] = value.sampledValue;
            expect(energy!.value).toBeGreaterThanOrEqual(registerWh);
            expect(power!.value).toBeLessThanOrEqual(evse.maxPowerW);
            registerWh = energy!.value;
          }
        }
      }
    }
  });

  test("hold what an operator must be able to see: gaps, a lost beginning, late, resent and offline events", () => {
    const share = (is: (session: (typeof sessions)[number]) => boolean) => sessions.filter(is).length;
    const seqNos = (session: (typeof sessions)[number]) => requestsOf(session).map(({ seqNo }) => seqNo);
    expect(sessions.length).toBeGreaterThan(500);
    expect(
      share((session) => seqNos(session).some((seqNo, at, all) => at > 0 && seqNo > all[at - 1]! + 1)),
    ).toBeGreaterThan(3);
    expect(share((session) => seqNos(session)[0] !== 0)).toBeGreaterThan(0);
    expect(
      share(({ deliveries }) =>
        deliveries.some(({ request }, at) => at > 0 && request.seqNo < deliveries[at - 1]!.request.seqNo),
      ),
    ).toBeGreaterThan(3);
    expect(share((session) => new Set(seqNos(session)).size < seqNos(session).length)).toBeGreaterThan(3);
    expect(share(({ deliveries }) => deliveries.some(({ request }) => request.offline))).toBeGreaterThan(3);
  });
});

test("stations of the two tenants share their identities and nothing else", () => {
  const [northwind, southgate] = demoTenants.map((tenant) => stationsOf(tenant, "a secret of the test"));
  expect(northwind!.slice(0, 12).map(({ identity }) => identity)).toEqual(southgate!.map(({ identity }) => identity));
  const passwords = [...northwind!, ...southgate!].map(({ password }) => password);
  expect(new Set(passwords).size).toBe(36);
  for (const password of passwords) expect(password).toMatch(/^[a-zA-Z0-9*\-_=:+|@.]{16,40}$/);
});
