"use client";
import { useLocale, useTranslations } from "next-intl";
import { useId, useMemo, useSyncExternalStore } from "react";
import { Input } from "@/ui/field";
import { countries, isCountry, isCurrency, isTimeZone, nameOfCode } from "./codes";

export type Description = { name: string; country: string; currency: string; timeZone: string };

export const faultsOf = ({ name, country, currency, timeZone }: Description) => ({
  name: name.trim() === "",
  country: !isCountry(country),
  currency: !isCurrency(currency),
  timeZone: !isTimeZone(timeZone),
});

export const isFaulty = (description: Description) => Object.values(faultsOf(description)).some(Boolean);

type Props = { value: Description; told: boolean; onChange: (value: Description) => void; withName?: boolean };

/** Whose company it is and where: the codes are typed or chosen, and say what they mean. */
export function DescriptionFields({ value, told, onChange, withName = true }: Props) {
  const t = useTranslations("tenants.description");
  const locale = useLocale();
  const lists = useId();
  const faults = faultsOf(value);
  const set = (change: Partial<Description>) => onChange({ ...value, ...change });
  const wrong = (field: keyof Description) => (told && faults[field] ? t(`fault.${field}`) : undefined);
  // Names of codes come with the browser; the server's may be of another year, so the first drawing goes without.
  const isHere = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  const nameOf = (code: string, type: "currency" | "region") => (isHere ? nameOfCode(code, type, locale) : undefined);
  const options = useMemo(
    () => ({
      country: countries().map((code) => ({ code, name: nameOfCode(code, "region", locale) })),
      currency: Intl.supportedValuesOf("currency").map((code) => ({
        code,
        name: nameOfCode(code, "currency", locale),
      })),
      timeZone: Intl.supportedValuesOf("timeZone").map((code) => ({ code, name: undefined })),
    }),
    [locale],
  );
  return (
    <>
      {withName ? (
        <Input
          label={t("name")}
          error={wrong("name")}
          value={value.name}
          maxLength={120}
          autoComplete="off"
          onChange={(event) => set({ name: event.target.value })}
        />
      ) : null}
      <div className="two">
        <Input
          label={t("country")}
          help={nameOf(value.country, "region") ?? t("countryHelp")}
          error={wrong("country")}
          value={value.country}
          list={`${lists}country`}
          maxLength={2}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => set({ country: event.target.value.toUpperCase() })}
        />
        <Input
          label={t("currency")}
          help={nameOf(value.currency, "currency") ?? t("currencyHelp")}
          error={wrong("currency")}
          value={value.currency}
          list={`${lists}currency`}
          maxLength={3}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => set({ currency: event.target.value.toUpperCase() })}
        />
      </div>
      <Input
        label={t("timeZone")}
        help={t("timeZoneHelp")}
        error={wrong("timeZone")}
        value={value.timeZone}
        list={`${lists}timeZone`}
        maxLength={64}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => set({ timeZone: event.target.value })}
      />
      {isHere
        ? (["country", "currency", "timeZone"] as const).map((list) => (
            <datalist key={list} id={lists + list}>
              {options[list].map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </datalist>
          ))
        : null}
    </>
  );
}
