"use client";
import { useTranslations } from "next-intl";
import { Button } from "./button";
import { Icon } from "./icon";
import { Menu, MenuCheck, MenuItem, MenuRule } from "./overlay";

export type FilterOption = { value: string; label: string; note?: string };

type Props = {
  name: string;
  options: FilterOption[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
  single?: boolean;
};

/** A filter and what it is set to. Enter opens, Backspace clears. */
export function FilterChip({ name, options, chosen, onChange, single = false }: Props) {
  const t = useTranslations("ui");
  const labels = chosen.map((value) => options.find((option) => option.value === value)?.label ?? value);
  const isOn = chosen.length > 0;
  const toggle = (value: string, on: boolean) => {
    if (single) onChange(on ? [value] : []);
    else onChange(on ? [...chosen, value] : chosen.filter((other) => other !== value));
  };
  return (
    <Menu
      trigger={
        <button
          type="button"
          className={isOn ? "chip chip--on" : "chip"}
          onKeyDown={(event) => {
            if (event.key === "Backspace" || event.key === "Delete") onChange([]);
          }}
        >
          {name} <b>{isOn ? (labels.length > 2 ? t("chosen", { n: labels.length }) : labels.join(", ")) : t("any")}</b>
          <Icon name="down" />
        </button>
      }
    >
      {options.map((option) => (
        <MenuCheck
          key={option.value}
          radio={single}
          checked={chosen.includes(option.value)}
          onChange={(on) => toggle(option.value, on)}
        >
          {option.label}
          {option.note ? <small className="push num">{option.note}</small> : null}
        </MenuCheck>
      ))}
      {options.length === 0 ? <MenuItem disabled>{t("nothingToChoose")}</MenuItem> : null}
      {isOn ? (
        <>
          <MenuRule />
          <MenuItem onSelect={() => onChange([])}>{t("clearFilter")}</MenuItem>
        </>
      ) : null}
    </Menu>
  );
}

export function ClearFilters({ onClear }: { onClear: () => void }) {
  const t = useTranslations("ui");
  return (
    <Button look="bare" size="s" onClick={onClear}>
      {t("clearAll")}
    </Button>
  );
}
