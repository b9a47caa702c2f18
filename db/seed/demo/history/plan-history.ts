import { type Card, isPlain } from "../cards";
import { between, oneOf, type Random, randomOf } from "../random";
import type { DemoStation } from "../stations";
import { charge } from "./charge";
import { arrivalsAt, clockOf, stayMsOf } from "./habits";
import { type Delivery, deliver, type Outage, outagesOf } from "./mishaps";
import { eventsOf } from "./session-events";

export type PlannedSession = { transactionId: string; deliveries: Delivery[] };

const hour = 3_600_000;
const days = 14;
/** By then all is told, late events and those of an outage too. */
const quietMs = 0.8 * hour;

export const historyBegins = (anchor: Date): Date => new Date(anchor.getTime() - days * 24 * hour);

/** Two weeks of a station, the same for the same anchor: what its drivers did, and how its events arrived. */
export function planHistory(station: DemoStation, cards: Card[], anchor: Date): PlannedSession[] {
  const period = { from: historyBegins(anchor).getTime(), to: anchor.getTime() - quietMs };
  const random = randomOf(`${station.tenant.slug}/${station.identity} history`);
  const outages = outagesOf(station.temperament, period, random);
  return station.evses.flatMap((_, index) => sessionsOfEvse(station, index, cards, period, outages, random));
}

function sessionsOfEvse(
  { tenant, identity, site, evses }: DemoStation,
  index: number,
  cards: Card[],
  period: { from: number; to: number },
  outages: Outage[],
  random: Random,
): PlannedSession[] {
  const evse = evses[index]!;
  const clock = clockOf(site.timeZone);
  const accepted = cards.filter(isPlain) as [Card, ...Card[]];
  const sessions: PlannedSession[] = [];
  let registerWh = Math.round(between(random, 40_000, 6_000_000));
  for (let at = period.from; at < period.to; at += hour) {
    if (random() >= arrivalsAt(site.habit, clock(at))) continue;
    const begin = Math.round(at + between(random, 60_000, hour));
    const end = begin + stayMsOf(site.habit, evse.phases === 0, random);
    if (end >= period.to) break;
    const charged = charge(evse, registerWh, { begin, end }, random);
    registerWh = charged.last.registerWh;
    // Made of where and when, so that the same plan has the same names.
    const transactionId = `${tenant.slug}-${identity}-${index + 1}-${begin.toString(36)}`.toUpperCase().slice(-36);
    const events = eventsOf(
      {
        ...{ transactionId, evse, begin, end },
        evseId: index + 1,
        connectorId: 1 + Math.floor(random() * evse.connectors.length),
        card: oneOf(random, accepted),
        charge: charged,
      },
      random,
    );
    sessions.push({ transactionId, deliveries: deliver(events, outages, random) });
    // A car leaves, and the next needs a moment to come.
    at = end + between(random, 3 * 60_000, 20 * 60_000) - hour;
  }
  return sessions;
}
