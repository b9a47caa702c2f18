"use client";
import { useRouter } from "next/navigation";
import { signOut } from "next-auth/react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { localeNames, locales } from "@/i18n/locales";
import { Icon } from "@/ui/icon";
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuRule } from "@/ui/overlay";
import type { Me } from "./me";
import { setDensity, setLocale, setTheme, type Theme, themes } from "./preferences";

export function UserMenu({ me }: { me: Me }) {
  const t = useTranslations("user");
  const locale = useLocale();
  const router = useRouter();
  const [, redraw] = useState(0);
  const root = typeof document === "undefined" ? undefined : document.documentElement;
  const theme = (root?.dataset.theme as Theme | undefined) ?? "system";
  const isCompact = root?.dataset.density === "compact";
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          className="face"
          aria-label={`${initials(me.user.name)}, ${t("menu", { name: me.user.name })}`}
          title={me.user.name}
        >
          {initials(me.user.name)}
        </button>
      }
    >
      <MenuLabel>
        {me.user.name}
        <br />
        {me.user.email}
      </MenuLabel>
      <MenuRule />
      <MenuLabel>{t("theme")}</MenuLabel>
      {themes.map((one) => (
        <MenuCheck
          key={one}
          radio
          stay
          checked={theme === one}
          onChange={() => {
            setTheme(one);
            redraw((n) => n + 1);
          }}
        >
          {t(`themes.${one}`)}
        </MenuCheck>
      ))}
      <MenuRule />
      <MenuCheck
        checked={isCompact}
        onChange={(on) => {
          setDensity(on ? "compact" : "comfortable");
          redraw((n) => n + 1);
        }}
      >
        {t("compact")}
      </MenuCheck>
      <MenuRule />
      <MenuLabel>{t("language")}</MenuLabel>
      {locales.map((one) => (
        <MenuCheck
          key={one}
          radio
          checked={locale === one}
          onChange={() => {
            setLocale(one);
            router.refresh();
          }}
        >
          <span lang={one}>{localeNames[one]}</span>
        </MenuCheck>
      ))}
      <MenuRule />
      <MenuItem onSelect={() => void signOut({ callbackUrl: "/login" })}>
        <span className="mark">
          <Icon name="exit" />
        </span>
        {t("signOut")}
      </MenuItem>
    </Menu>
  );
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return `${words[0]?.[0] ?? ""}${words.length > 1 ? (words.at(-1)?.[0] ?? "") : ""}`.toUpperCase();
}
