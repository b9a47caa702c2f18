"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { Select } from "@/ui/select";
import { type PeriodDraft, type Phases, type ProfileDraft, pathOf } from "./profile-draft";

type Props = {
  draft: ProfileDraft;
  wrong: (path: string) => string | undefined;
  onChange: (periods: PeriodDraft[]) => void;
};

const phases: Phases[] = ["any", "3", "1"];

/** The steps of a schedule, each with its limit. */
export function PeriodRows({ draft: { periods, unit, kind }, wrong, onChange }: Props) {
  const t = useTranslations("energy");
  const put = (at: number, changes: Partial<PeriodDraft>) =>
    onChange(periods.map((period, n) => (n === at ? { ...period, ...changes } : period)));
  const nextKey = Math.max(...periods.map(({ key }) => key)) + 1;
  return (
    <fieldset className="part">
      <legend>{t("limits")}</legend>
      {periods.map(({ key, from, limit, phases: chosen }, at) => (
        <div key={key} className="period">
          <Input
            label={t(kind === "Daily" ? "fromClock" : "fromAfter")}
            value={from}
            placeholder="0:00"
            error={wrong(pathOf.period(at, "startPeriod"))}
            onChange={(event) => put(at, { from: event.target.value })}
          />
          <Input
            label={t("limit")}
            unit={unit === "W" ? "kW" : "A"}
            inputMode="decimal"
            value={limit}
            error={wrong(pathOf.period(at, "limit"))}
            onChange={(event) => put(at, { limit: event.target.value })}
          />
          <Select
            label={t("phases")}
            value={chosen}
            options={phases.map((value) => ({ value, label: t(`phasesOf.${value}`) }))}
            error={wrong(pathOf.period(at, "numberPhases"))}
            onChange={(value) => put(at, { phases: value })}
          />
          <Button
            look="bare"
            icon="trash"
            iconOnly
            aria-label={t("removeStep", { n: at + 1 })}
            disabled={periods.length === 1}
            onClick={() => onChange(periods.filter((_, n) => n !== at))}
          />
        </div>
      ))}
      {wrong(pathOf.periods) ? <p className="wrong small">{wrong(pathOf.periods)}</p> : null}
      <div>
        <Button
          size="s"
          icon="plus"
          onClick={() => onChange([...periods, { key: nextKey, from: "", limit: "", phases: "any" }])}
        >
          {t("addStep")}
        </Button>
      </div>
    </fieldset>
  );
}
