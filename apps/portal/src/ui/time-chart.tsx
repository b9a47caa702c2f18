"use client";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { areaPath, linePath, runs, stepPath } from "./chart-path";
import { ChartTable } from "./chart-table";
import { useFormat } from "./format";
import { type NamedGap, type Panel, type Series, valueAt } from "./series";
import { timeTicks, valueTicks } from "./time-scale";

type Props = {
  label: string;
  from: number;
  to: number;
  timeZone: string;
  panels: Panel[];
  series: Series[];
  gaps?: NamedGap[];
};

const left = 44;
const top = 22;
const foot = 22;
const between = 30;

/** Curves over time. ← → move the reading line; the values stand in a table for screen readers. */
export function TimeChart({ label, from, to, timeZone, panels, series, gaps = [] }: Props) {
  const format = useFormat();
  const t = useTranslations("chart");
  const box = useRef<HTMLDivElement>(null);
  const pattern = useId();
  const [width, setWidth] = useState(720);
  const [reading, setReading] = useState<number>();

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(
      ([entry]) => entry && setWidth(Math.max(280, Math.round(entry.contentRect.width))),
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  const right = panels.some((panel) => panel.rightUnit) ? 44 : 10;
  const x = (at: number) => left + ((at - from) / Math.max(1, to - from)) * (width - left - right);
  const times = useMemo(() => {
    const measured = series.filter((one) => one.look !== "limit" && one.points.length > 0);
    // Where nothing is measured, the steps of the limits are what can be read.
    const read = measured.length > 0 ? measured : series;
    return [...new Set(read.flatMap((one) => one.points.map((p) => p.at)))].sort((a, b) => a - b);
  }, [series]);

  let y0 = top;
  const drawn = panels.map((panel, at) => {
    const own = series.filter((one) => one.panel === at);
    const greatest = (axis: "left" | "right") =>
      Math.max(
        0,
        ...own.filter((one) => (one.axis ?? "left") === axis).flatMap((one) => one.points.map((p) => p.value ?? 0)),
      );
    const ticks = panel.most !== undefined ? [0, panel.most / 2, panel.most] : valueTicks(greatest("left"));
    const rightTicks = panel.rightUnit
      ? panel.rightMost !== undefined
        ? [0, panel.rightMost / 2, panel.rightMost]
        : valueTicks(greatest("right"))
      : [];
    const start = y0;
    y0 += panel.height + between;
    const scale = (most: number) => (value: number) => start + panel.height - (value / most) * panel.height;
    return {
      panel,
      own,
      ticks,
      rightTicks,
      start,
      end: start + panel.height,
      y: scale(ticks.at(-1) || 1),
      yRight: scale(rightTicks.at(-1) || 1),
    };
  });
  const height = y0 - between + foot;
  const bottom = height - foot;
  const at = reading === undefined ? undefined : times[reading];
  const values =
    at === undefined
      ? []
      : series.map((one) => ({ one, value: valueAt(one, at) })).filter(({ value }) => value !== null);
  const spoken =
    at === undefined
      ? t("notReading")
      : `${format.clockSeconds(new Date(at), timeZone)}: ${values.map(({ one, value }) => `${one.label} ${format.number(value as number, one.decimals)} ${one.unit}`).join(", ")}`;

  const onKeyDown = (event: KeyboardEvent) => {
    const now = reading ?? -1;
    const by = event.shiftKey ? 10 : 1;
    const next = { ArrowRight: now + by, ArrowLeft: now - by, Home: 0, End: times.length - 1 }[event.key];
    if (event.key === "Escape") setReading(undefined);
    if (next === undefined) return;
    event.preventDefault();
    setReading(Math.min(times.length - 1, Math.max(0, next)));
  };
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const place = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setReading(nearest(times, from + ((place - left) / (width - left - right)) * (to - from)));
  };

  return (
    <>
      <div
        ref={box}
        className="chart-box"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, times.length - 1)}
        aria-valuenow={reading ?? 0}
        aria-valuetext={spoken}
        onKeyDown={onKeyDown}
        onPointerMove={onPointer}
        onPointerLeave={() => setReading(undefined)}
        onBlur={() => setReading(undefined)}
      >
        <svg className="chart" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          <pattern id={pattern} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="2.5" height="6" fill="var(--chart-gap)" />
          </pattern>
          {drawn.map(({ panel, ticks, rightTicks, start, y, yRight }, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a panel is known by its place
            <g key={n}>
              <text x={left - 8} y={start - 10} textAnchor="end">
                {panel.unit}
              </text>
              {panel.rightUnit ? (
                <text x={width - right + 8} y={start - 10}>
                  {panel.rightUnit}
                </text>
              ) : null}
              {ticks.map((tick) => (
                <g key={tick}>
                  <path className="grid" d={`M${left} ${y(tick)}H${width - right}`} />
                  <text x={left - 8} y={y(tick) + 4} textAnchor="end">
                    {format.number(tick, Number.isInteger(tick) ? 0 : tick < 1 ? 2 : 1)}
                  </text>
                </g>
              ))}
              {rightTicks.map((tick) => (
                <text key={tick} x={width - right + 8} y={yRight(tick) + 4}>
                  {format.number(tick, Number.isInteger(tick) ? 0 : 1)}
                </text>
              ))}
            </g>
          ))}
          {gaps.map((gap) => (
            <rect
              key={gap.from}
              x={x(gap.from)}
              y={top}
              width={Math.max(2, x(gap.to) - x(gap.from))}
              height={bottom - top}
              fill={`url(#${pattern})`}
            />
          ))}
          {drawn.map(({ own, y, yRight }) =>
            own.map((one) => {
              const scale = one.axis === "right" ? yRight : y;
              const parts = runs(one.points, one.look === "limit" ? [] : gaps);
              if (one.look === "limit")
                return parts.map((run) => (
                  <path key={`${one.id}${run[0]?.at}`} className="limit" d={stepPath(run, to, x, scale)} />
                ));
              return parts.map((run) => (
                <g key={`${one.id}${run[0]?.at}`}>
                  {one.area ? <path className={`area f${one.look}`} d={areaPath(run, x, scale)} /> : null}
                  {run.length === 1 ? (
                    <circle className={`f${one.look}`} cx={x(run[0]?.at ?? 0)} cy={scale(run[0]?.value ?? 0)} r={2} />
                  ) : (
                    <path className={`ln s${one.look}`} d={linePath(run, x, scale)} />
                  )}
                </g>
              ));
            }),
          )}
          {gaps.map((gap) => (
            <g key={gap.from}>
              <text
                className="halo strong-t"
                x={clampX((x(gap.from) + x(gap.to)) / 2, width)}
                y={top + 14}
                textAnchor="middle"
              >
                {gap.label}
              </text>
              {gap.note ? (
                <text
                  className="halo"
                  x={clampX((x(gap.from) + x(gap.to)) / 2, width)}
                  y={top + 28}
                  textAnchor="middle"
                >
                  {gap.note}
                </text>
              ) : null}
            </g>
          ))}
          {timeTicks(from, to, timeZone, Math.max(2, Math.floor((width - left - right) / 84))).map((tick) => (
            <text key={tick} x={x(tick)} y={height - 4} textAnchor="middle">
              {to - from > 2 * 86_400_000
                ? format.dayMonth(new Date(tick), timeZone)
                : format.clock(new Date(tick), timeZone)}
            </text>
          ))}
          {at !== undefined ? <path className="cross" d={`M${x(at)} ${top}V${bottom}`} /> : null}
          {at !== undefined
            ? values.map(({ one, value }) => {
                const place = drawn[one.panel];
                if (!place || one.look === "limit") return null;
                const y = (one.axis === "right" ? place.yRight : place.y)(value as number);
                return (
                  <circle
                    key={one.id}
                    cx={x(at)}
                    cy={y}
                    r={3.5}
                    className={`f${one.look}`}
                    stroke="var(--surface)"
                    strokeWidth={1.5}
                  />
                );
              })
            : null}
        </svg>
        {at !== undefined ? (
          <div
            className="chart-tip"
            style={x(at) > width / 2 ? { right: width - x(at) + 10, top: 34 } : { left: x(at) + 10, top: 34 }}
          >
            <span className="head">{format.clockSeconds(new Date(at), timeZone)}</span>
            {values.map(({ one, value }) => (
              <Reading
                key={one.id}
                label={one.label}
                value={`${format.number(value as number, one.decimals)} ${one.unit}`}
              />
            ))}
          </div>
        ) : null}
      </div>
      <ChartTable label={label} times={times} series={series} timeZone={timeZone} />
    </>
  );
}

function Reading({ label, value }: { label: string; value: string }) {
  return (
    <>
      <span>{label}</span>
      <span>{value}</span>
    </>
  );
}

const clampX = (x: number, width: number) => Math.min(width - 50, Math.max(90, x));

function nearest(times: number[], at: number): number | undefined {
  let best: number | undefined;
  for (const [n, time] of times.entries())
    if (best === undefined || Math.abs(time - at) < Math.abs((times[best] as number) - at)) best = n;
  return best;
}
