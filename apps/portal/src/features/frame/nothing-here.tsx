"use client";
import { useTranslations } from "next-intl";
import { LinkButton } from "@/ui/button";
import { Card } from "@/ui/card";
import { Empty } from "@/ui/notice";

type Missing = "page" | "station" | "session" | "tariff" | "template" | "bulkCommand";

export function NothingHere({ what = "page" }: { what?: Missing }) {
  const t = useTranslations("failure");
  return (
    <Card>
      <h1 className="vh">{t(`missing.${what}`)}</h1>
      <Empty icon="search" title={t(`missing.${what}`)} action={<LinkButton href="/">{t("home")}</LinkButton>}>
        {t("missingNext")}
      </Empty>
    </Card>
  );
}
