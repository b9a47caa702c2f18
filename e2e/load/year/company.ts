import { chance, idAt } from "./chance";

export const day = 86_400_000;
export const minute = 60_000;

/** One tenant of the scenario. Everything of it follows from these numbers and its seed. */
export type Company = {
  seed: number;
  slug: string;
  tenantId: string;
  stations: number;
  cards: number;
  days: number;
  now: number;
};

export type Session = {
  n: number;
  id: string;
  ocppId: string;
  station: number;
  evseId: number;
  card: number;
  startedAt: number;
  endedAt: number;
  isActive: boolean;
  hasGap: boolean;
  firstWh: number;
  energyWh: number;
};

export const stationsAtSite = 10;
const sessionKind = 1;

export const stationId = ({ seed }: Company, n: number) => idAt(1_700_000_000_000 + n, 0x100 + seed, n);
export const identityOf = (n: number) => `Y-${String(n + 1).padStart(5, "0")}`;
export const siteId = ({ seed }: Company, n: number) => idAt(1_690_000_000_000 + n, 0x200 + seed, n);
export const cardId = ({ seed }: Company, n: number) => idAt(1_695_000_000_000 + n, 0x300 + seed, n);
export const driverId = ({ seed }: Company, n: number) => idAt(1_696_000_000_000 + n, 0x400 + seed, n);
/** As cards are read: eight bytes, scattered. */
export const tokenOf = (n: number) =>
  `04${(Math.imul(n + 1, 2654435761) >>> 0).toString(16).padStart(8, "0")}80`.toUpperCase();

export const beganAt = ({ now, days }: Company) => now - days * day;

/** In the order of their days: one session a day on the first EVSE of each station, and on every other day one on its second. */
export function* sessionsOf(company: Company): Generator<Session> {
  const { seed, stations, cards, days, now } = company;
  const random = chance(seed);
  const registers = new Float64Array(stations);
  let n = 0;
  for (let d = 0; d <= days; d++) {
    const midnight = now - (now % day) - (days - d) * day;
    for (let station = 0; station < stations; station++) {
      const evses = random() < 0.5 ? [1, 2] : [1];
      for (const evseId of evses) {
        const startedAt = midnight + Math.floor((5 + random() * 17) * 60) * minute;
        const lasts = Math.floor(20 + random() * 100) * minute;
        const isActive = startedAt + lasts > now;
        const wh = Math.floor(((isActive ? now - startedAt : lasts) / minute) * 180);
        const card = Math.floor(random() * random() * cards);
        const hasGap = random() < 0.002;
        if (startedAt > now) continue;
        const firstWh = registers[station]!;
        registers[station] = firstWh + wh;
        const endedAt = Math.min(startedAt + lasts, now);
        yield {
          ...{ n, id: idAt(startedAt, sessionKind + seed, n), ocppId: `tx-${seed}-${n}`, station, evseId, card },
          ...{ startedAt, endedAt, isActive, hasGap, firstWh, energyWh: wh },
        };
        n += 1;
      }
    }
  }
}
