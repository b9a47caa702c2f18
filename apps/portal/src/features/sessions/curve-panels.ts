import type { Point } from "@/ui/chart-path";
import type { Panel, Series } from "@/ui/series";
import type { CurvePoint, SessionCurve } from "./session";

export type Words = { power: string; limit: string; battery: string; energy: string; phase: (phase: string) => string };

type Span = { startedAt: Date | null; endedAt: Date | null; lastEventAt: Date; registerWentBack: boolean };

/** What there is to draw: nothing is drawn that the station does not measure. */
export function curvePanels(curve: SessionCurve, span: Span, words: Words) {
  const { points, limits } = curve;
  const of = (read: (point: CurvePoint) => number | null): Point[] =>
    points.flatMap((point) => {
      const value = read(point);
      return value === null ? [] : [{ at: point.at.getTime(), value }];
    });
  const power = of(({ powerW }) => scaled(powerW));
  const battery = of(({ stateOfCharge }) => stateOfCharge);
  const register = of(({ energyWh }) => scaled(energyWh));
  const energy = span.registerWentBack ? risesOf(register) : register;
  const panels: Panel[] = [];
  const series: Series[] = [];

  if (power.length > 0 || limits.length > 0) {
    const panel = panels.push({ unit: "kW", height: 180 }) - 1;
    if (limits.length > 0)
      series.push({
        ...{ id: "limit", label: words.limit, unit: "kW", decimals: 1, look: "limit", panel },
        points: limits.map(({ at, limitW }) => ({ at: at.getTime(), value: scaled(limitW) })),
      });
    series.push({
      id: "power",
      label: words.power,
      unit: "kW",
      decimals: 1,
      look: 1,
      panel,
      area: true,
      points: power,
    });
  }
  if (battery.length > 0 || energy.length > 0) {
    const both = battery.length > 0 && energy.length > 0;
    const panel =
      panels.push({
        unit: battery.length > 0 ? "%" : "kWh",
        height: 110,
        ...(battery.length > 0 ? { most: 100 } : {}),
        ...(both ? { rightUnit: "kWh" } : {}),
      }) - 1;
    if (battery.length > 0)
      series.push({ id: "battery", label: words.battery, unit: "%", decimals: 0, look: 2, panel, points: battery });
    if (energy.length > 0)
      series.push({
        ...{ id: "energy", label: words.energy, unit: "kWh", decimals: 3, look: 3, panel, points: energy },
        ...(both ? { axis: "right" as const } : {}),
      });
  }
  const phases = (["L1", "L2", "L3"] as const).flatMap((phase, at) => {
    const current = of(({ currentA }) => currentA?.[phase] ?? null);
    const look = ([4, 5, 6] as const)[at] ?? 4;
    return current.length > 0 ? [{ phase, look, current }] : [];
  });
  if (phases.length > 0) {
    const panel = panels.push({ unit: "A", height: 80 }) - 1;
    for (const { phase, look, current } of phases)
      series.push({ id: phase, label: words.phase(phase), unit: "A", decimals: 1, look, panel, points: current });
  }
  const times = points.map(({ at }) => at.getTime());
  const end = (span.endedAt ?? span.lastEventAt).getTime();
  const started = span.startedAt ? span.startedAt.getTime() + curve.shiftSeconds * 1000 : end;
  const from = Math.min(...times.slice(0, 1), started);
  const to = Math.max(...times.slice(-1), end);
  return { panels, series, from, to: Math.max(to, from + 60_000) };
}

const scaled = (value: number | null) => (value === null ? null : value / 1000);

/** A register that was reset: what it rose is added up, and the curve is cut where it fell. Never a negative charge. */
export function risesOf(points: readonly Point[]): Point[] {
  const rises: Point[] = [];
  let sum = 0;
  let before: number | null = null;
  for (const { at, value } of points) {
    if (value === null) continue;
    if (before !== null && value < before) rises.push({ at, value: null });
    else {
      sum += before === null ? 0 : value - before;
      rises.push({ at, value: sum });
    }
    before = value;
  }
  return rises;
}
