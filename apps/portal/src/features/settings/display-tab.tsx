"use client";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { localeNames, locales } from "@/i18n/locales";
import { Card, CardBody, CardHead } from "@/ui/card";
import { Segments } from "@/ui/tabs";
import { type Density, setDensity, setLocale, setTheme, type Theme, themes } from "../frame/preferences";

const densities = ["comfortable", "compact"] as const;

/** What this browser shows the reader; nobody else's view changes. */
export function DisplayTab({ theme, density }: { theme: Theme; density: Density }) {
  const t = useTranslations("settings");
  const user = useTranslations("user");
  const router = useRouter();
  const locale = useLocale();
  const [chosenTheme, chooseTheme] = useState(theme);
  const [chosenDensity, chooseDensity] = useState(density);
  return (
    <Card className="sheet-of">
      <CardHead title={t("tabs.display")} note={t("display.note")} />
      <CardBody className="stack stack--4">
        <div className="field">
          <span className="label">{user("language")}</span>
          <Segments
            label={user("language")}
            value={locale}
            options={locales.map((value) => ({ value, label: <span lang={value}>{localeNames[value]}</span> }))}
            onChange={(next) => {
              setLocale(next);
              router.refresh();
            }}
          />
        </div>
        <div className="field">
          <span className="label">{user("theme")}</span>
          <Segments
            label={user("theme")}
            value={chosenTheme}
            options={themes.map((value) => ({ value, label: user(`themes.${value}`) }))}
            onChange={(next) => {
              setTheme(next);
              chooseTheme(next);
            }}
          />
        </div>
        <div className="field">
          <span className="label">{t("display.rows")}</span>
          <Segments
            label={t("display.rows")}
            value={chosenDensity}
            options={densities.map((value) => ({ value, label: t(`display.${value}`) }))}
            onChange={(next) => {
              setDensity(next);
              chooseDensity(next);
            }}
          />
        </div>
      </CardBody>
    </Card>
  );
}
