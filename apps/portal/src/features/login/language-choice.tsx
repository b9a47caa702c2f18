"use client";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { localeNames, locales } from "@/i18n/locales";
import { setLocale } from "../frame/preferences";

export function LanguageChoice() {
  const t = useTranslations("login");
  const router = useRouter();
  const chosen = useLocale();
  return (
    <fieldset className="languages" aria-label={t("language")}>
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          className="link"
          lang={locale}
          aria-pressed={locale === chosen}
          onClick={() => {
            setLocale(locale);
            router.refresh();
          }}
        >
          {localeNames[locale]}
        </button>
      ))}
    </fieldset>
  );
}
