"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "./format";
import { type Series, valueAt } from "./series";

const most = 60;

/** What the curve shows, for screen readers: at most sixty times, evenly chosen. */
export function ChartTable({
  label,
  times,
  series,
  timeZone,
}: {
  label: string;
  times: number[];
  series: Series[];
  timeZone: string;
}) {
  const format = useFormat();
  const t = useTranslations("chart");
  const step = Math.max(1, Math.ceil(times.length / most));
  const shown = times.filter((_, n) => n % step === 0 || n === times.length - 1);
  return (
    <div className="vh">
      <table>
        <caption>{t("values", { label })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("time")}</th>
            {series.map((one) => (
              <th key={one.id} scope="col">
                {one.label}, {one.unit}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((at) => (
            <tr key={at}>
              <th scope="row">{format.clockSeconds(new Date(at), timeZone)}</th>
              {series.map((one) => {
                const value = valueAt(one, at);
                return <td key={one.id}>{value === null ? t("noValue") : format.number(value, one.decimals)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
