"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Icon } from "@/ui/icon";

/** The way back to the stations; of one bulk command, to all of them. */
export function BulkCrumbs({ of }: { of?: string }) {
  const t = useTranslations("bulk");
  return (
    <nav className="crumbs" aria-label={t("here")}>
      <Link href="/stations">{t("stations")}</Link>
      <Icon name="right" size="s" />
      {of === undefined ? (
        <span>{t("title")}</span>
      ) : (
        <>
          <Link href="/bulk-commands">{t("title")}</Link>
          <Icon name="right" size="s" />
          <span>{of}</span>
        </>
      )}
    </nav>
  );
}
