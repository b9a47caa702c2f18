import { between, type Random } from "../random";
import type { Temperament } from "../stations";
import type { Event } from "./session-events";

/** An event as it reached us, or would have. */
export type Delivery = { receivedAt: number; request: Event };

export type Outage = { from: number; to: number };

const hour = 3_600_000;

/** When a station could not be reached. Most have a bad hour now and then, those with a bad line more. */
export function outagesOf(
  temperament: Temperament,
  { from, to }: { from: number; to: number },
  random: Random,
): Outage[] {
  const count = temperament === "flaky" ? 8 + Math.floor(random() * 5) : random() < 0.4 ? 1 : 0;
  return Array.from({ length: count }, () => {
    const begin = between(random, from, to - 6 * hour);
    return { from: begin, to: begin + between(random, 0.4, 3.5) * hour };
  });
}

/** How the events of a session arrived: mostly at once and in order. */
export function deliver(events: Event[], outages: Outage[], random: Random): Delivery[] {
  const deliveries = events.map((request) => sent(request, outages, random));
  const spoil = mishaps.find(({ share }) => random() < share)?.spoil;
  return (spoil?.(deliveries, random) ?? deliveries).sort((a, b) => a.receivedAt - b.receivedAt);
}

/** What happened while the line was down comes when it is up again, and says so. */
function sent(request: Event, outages: Outage[], random: Random): Delivery {
  const at = Date.parse(request.timestamp);
  const outage = outages.find(({ from, to }) => at >= from && at < to);
  if (!outage) return { receivedAt: at + Math.round(between(random, 80, 900)), request };
  return { receivedAt: Math.round(outage.to) + 3_000 + request.seqNo * 120, request: { ...request, offline: true } };
}

type Mishap = { share: number; spoil: (deliveries: Delivery[], random: Random) => Delivery[] };

const mishaps: Mishap[] = [
  // One or two in the middle never come: a gap that stays.
  { share: 0.012, spoil: (all, random) => without(all, middleOf(all, random), random() < 0.4 ? 2 : 1) },
  // Its beginning never comes.
  { share: 0.005, spoil: (all) => all.slice(1) },
  // One comes after those that followed it.
  {
    share: 0.012,
    spoil: (all, random) => {
      const middle = middleOf(all, random);
      return all.map((one, index) => (index === middle ? later(one, 40 * 60_000) : one));
    },
  },
  // One comes twice: the answer was lost on its way.
  { share: 0.02, spoil: (all, random) => [...all, later(all[middleOf(all, random)]!, 31_000)] },
];

const middleOf = (all: Delivery[], random: Random) =>
  Math.min(all.length - 2, 2 + Math.floor(random() * Math.max(1, all.length - 4)));

const without = (all: Delivery[], from: number, count: number) =>
  all.filter((_, index) => index < from || index >= Math.min(from + count, all.length - 1));

const later = (delivery: Delivery, ms: number): Delivery => ({ ...delivery, receivedAt: delivery.receivedAt + ms });
