import type { Point } from "./chart-path";

export type Series = {
  id: string;
  label: string;
  unit: string;
  decimals: number;
  /** Power, battery and energy keep series 1, 2, 3 on every page; a limit is a dashed step. */
  look: 1 | 2 | 3 | 4 | 5 | 6 | "limit";
  panel: number;
  axis?: "left" | "right";
  area?: boolean;
  points: Point[];
};
export type NamedGap = { from: number; to: number; label: string; note?: string };
export type Panel = { unit: string; rightUnit?: string; height: number; most?: number; rightMost?: number };

/** The value of a series at a time: its own point, or for a limit the step in force. */
export function valueAt(series: Series, at: number): number | null {
  if (series.look !== "limit") return series.points.find((p) => p.at === at)?.value ?? null;
  let inForce: number | null = null;
  for (const point of series.points) if (point.at <= at) inForce = point.value;
  return inForce;
}
