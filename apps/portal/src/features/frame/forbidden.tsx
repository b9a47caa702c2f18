"use client";
import { useTranslations } from "next-intl";
import { LinkButton } from "@/ui/button";
import { Card } from "@/ui/card";
import { Empty } from "@/ui/notice";

export function Forbidden() {
  const t = useTranslations("failure");
  return (
    <Card>
      <h1 className="vh">{t("forbidden")}</h1>
      <Empty icon="lock" title={t("forbidden")} action={<LinkButton href="/">{t("home")}</LinkButton>}>
        {t("forbiddenNext")}
      </Empty>
    </Card>
  );
}
