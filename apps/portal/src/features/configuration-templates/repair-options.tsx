"use client";
import { useTranslations } from "next-intl";
import { Select } from "@/ui/select";

const deadlines = { "900": 900, "3600": 3600, "86400": 86_400 } as const;
export type Deadline = keyof typeof deadlines;

export const deadlineSeconds = (deadline: Deadline) => deadlines[deadline];

/** How long a station that is away may take to come back. */
export function DeadlineSelect({ value, onChange }: { value: Deadline; onChange: (value: Deadline) => void }) {
  const t = useTranslations("commands");
  return (
    <Select
      label={t("deadline")}
      value={value}
      options={(Object.keys(deadlines) as Deadline[]).map((one) => ({ value: one, label: t(`deadlines.${one}`) }))}
      onChange={onChange}
    />
  );
}

/** What was refused, or is not there, is left alone unless somebody says so. */
export function InsistTick({
  count,
  isOn,
  onChange,
}: {
  count: number;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  const t = useTranslations("templates.repair");
  return (
    <label className="tick-row">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      <span>
        {t("insist", { n: count })}
        <small>{t("insistNote")}</small>
      </span>
    </label>
  );
}
