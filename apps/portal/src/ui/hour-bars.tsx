"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "./format";
import { valueTicks } from "./time-scale";

export type HourBar = { hour: number; value: number; past: number | null };

/** A day in hours beside an earlier day in grey; the hour in progress is drawn lighter. */
export function HourBars({
  label,
  unit,
  bars,
  nowHour,
}: {
  label: string;
  unit: string;
  bars: HourBar[];
  nowHour: number;
}) {
  const format = useFormat();
  const t = useTranslations("chart");
  const width = 720;
  const height = 190;
  const left = 44;
  const base = 166;
  const ticks = valueTicks(Math.max(0, ...bars.flatMap((bar) => [bar.value, bar.past ?? 0])));
  const most = ticks.at(-1) ?? 1;
  const slot = (width - left) / 24;
  const y = (value: number) => base - (value / most) * (base - 16);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on phones the chart scrolls sideways inside its box, by keys too */}
      <section className="wide-box" tabIndex={0} aria-label={label}>
        <svg className="chart chart--wide" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {ticks.map((tick) => (
            <g key={tick}>
              <path className="grid" d={`M${left} ${y(tick)}H${width}`} />
              <text x={left - 8} y={y(tick) + 4} textAnchor="end">
                {format.number(tick, Number.isInteger(tick) ? 0 : 1)}
              </text>
            </g>
          ))}
          {bars.map((bar) => (
            <g key={bar.hour}>
              {bar.past ? (
                <rect
                  className="fp"
                  x={left + bar.hour * slot + 3}
                  y={y(bar.past)}
                  width={slot * 0.38}
                  height={base - y(bar.past)}
                  rx={1.5}
                />
              ) : null}
              {bar.value > 0 ? (
                <rect
                  className="f1"
                  x={left + bar.hour * slot + 3 + slot * 0.38}
                  y={y(bar.value)}
                  width={slot * 0.38}
                  height={base - y(bar.value)}
                  rx={1.5}
                  opacity={bar.hour === nowHour ? 0.5 : 1}
                />
              ) : null}
            </g>
          ))}
          {[0, 3, 6, 9, 12, 15, 18, 21].map((hour) => (
            <text key={hour} x={left + hour * slot + slot / 2} y={184} textAnchor="middle">
              {String(hour).padStart(2, "0")}:00
            </text>
          ))}
        </svg>
      </section>
      <div className="vh">
        <table>
          <caption>{t("values", { label })}</caption>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.hour}>
                <th scope="row">{String(bar.hour).padStart(2, "0")}:00</th>
                <td>
                  {format.number(bar.value, 1)} {unit}
                </td>
                <td>{bar.past === null ? t("noValue") : `${format.number(bar.past, 1)} ${unit}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
