import { areaPath, linePath } from "./chart-path";

/** A small curve without axes; the figure beside it says the number. */
export function Spark({ points, height = 30 }: { points: { at: number; value: number }[]; height?: number }) {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length < 2) return null;
  const width = 300;
  const most = Math.max(1, ...points.map((p) => p.value)) * 1.08;
  const x = (at: number) => ((at - first.at) / Math.max(1, last.at - first.at)) * width;
  const y = (value: number) => height - (value / most) * (height - 2);
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      style={{ height }}
      aria-hidden="true"
    >
      <path className="area f1" d={areaPath(points, x, y)} />
      <path className="ln s1" vectorEffect="non-scaling-stroke" d={linePath(points, x, y)} />
    </svg>
  );
}
