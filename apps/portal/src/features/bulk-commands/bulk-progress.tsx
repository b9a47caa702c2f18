"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/ui/format";
import { type BulkCommand, doneCountOf } from "./bulk-command";

/** How many have their outcome, as words and a line. */
export function BulkProgress({ bulk }: { bulk: BulkCommand }) {
  const t = useTranslations("bulk");
  const format = useFormat();
  const done = doneCountOf(bulk);
  const percent = bulk.total === 0 ? 100 : Math.floor((100 * done) / bulk.total);
  const words = t("progressOf", { done: format.number(done), total: format.number(bulk.total) });
  return (
    <>
      <span className="row between small">
        <span>{words}</span>
        <span className="num">{format.percent(percent)} %</span>
      </span>
      <span
        className="bar bar--block"
        role="progressbar"
        aria-label={t("progress")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={words}
      >
        <i style={{ width: `${percent}%` }} />
      </span>
    </>
  );
}
