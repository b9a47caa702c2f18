"use client";
import { useTranslations } from "next-intl";
import { Card, CardBody, CardHead } from "@/ui/card";
import { DescriptionFields, isFaulty } from "../tenants/description-fields";
import { SaveBar } from "./save-bar";
import type { TenantSettings } from "./settings";
import { useSettingsForm } from "./use-settings-form";

const keys = ["name", "country", "currency", "timeZone"] as const;

export function CompanyTab({ settings }: { settings: TenantSettings }) {
  const t = useTranslations("settings");
  const form = useSettingsForm(settings, keys);
  const { name, country, currency, timeZone } = form.value;
  const description = { name, country, currency, timeZone };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (form.isChanged && !isFaulty(description)) form.save();
      }}
    >
      <Card className="sheet-of">
        <CardHead title={t("tabs.company")} />
        <CardBody className="stack stack--4">
          <DescriptionFields value={description} told onChange={(next) => form.set(next)} />
          <div className="field">
            <span className="label">{t("slug")}</span>
            <span className="mono">{settings.slug}</span>
            <span className="help">{t("slugHelp")}</span>
          </div>
        </CardBody>
        <SaveBar form={form} isFaulty={form.isChanged && isFaulty(description)} />
      </Card>
    </form>
  );
}
