import type { Point } from "@/ui/chart-path";
import type { Series } from "@/ui/series";
import type { EvseAhead, Unit } from "./smart-charging";

export type Words = { profiles: string; station: string };

/** kW on the screen, amperes as they are. */
export const shown = (limit: number, unit: Unit) => (unit === "W" ? limit / 1000 : limit);
export const shownUnit = (unit: Unit) => (unit === "W" ? "kW" : "A");

/** What the profiles leave as dashed steps, what the station said as a line of its own. */
export function aheadSeries({ unit, limits, composite }: EvseAhead, words: Words): Series[] {
  const of = { unit: shownUnit(unit), decimals: 1, panel: 0 };
  const series: Series[] = [];
  if (limits.length > 0)
    series.push({
      ...{ ...of, id: "profiles", label: words.profiles, look: "limit" },
      points: limits.map(({ at, limit }) => ({ at, value: limit === null ? null : shown(limit, unit) })),
    });
  if (composite)
    series.push({ ...of, id: "station", label: words.station, look: 1, points: compositePoints(composite) });
  return series;
}

/** A step holds until the next: both of its ends are points, so that the line does not slope. */
export function compositePoints({ schedule }: NonNullable<EvseAhead["composite"]>): Point[] {
  const { scheduleStart, duration, chargingRateUnit, chargingSchedulePeriod: periods } = schedule;
  const begin = Date.parse(scheduleStart);
  return periods.flatMap(({ startPeriod, limit }, at) => {
    const end = Math.max(startPeriod, (periods[at + 1]?.startPeriod ?? duration) - 1);
    const value = shown(limit, chargingRateUnit);
    return [startPeriod, end].map((second) => ({ at: begin + second * 1000, value }));
  });
}
