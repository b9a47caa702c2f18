"use client";
import { useTranslations } from "next-intl";
import { type Option, Select } from "@/ui/select";
import type { StationDetail } from "../stations/station";

type Props = {
  station: StationDetail;
  value: string;
  onChange: (value: string) => void;
  /** What comes before the EVSEs. */
  first: Option<string>[];
  error?: string | undefined;
  help?: string | undefined;
};

export function EvseSelect({ station, value, onChange, first, error, help }: Props) {
  const t = useTranslations("energy");
  return (
    <Select
      label={t("where")}
      value={value}
      options={[...first, ...station.evses.map(({ id }) => ({ value: String(id), label: t("evse", { n: id }) }))]}
      onChange={onChange}
      error={error}
      help={help}
    />
  );
}
