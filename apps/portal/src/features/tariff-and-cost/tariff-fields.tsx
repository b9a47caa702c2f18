"use client";
import { useTranslations } from "next-intl";
import { Card, CardBody, CardHead } from "@/ui/card";
import { Input } from "@/ui/field";
import { Switch } from "@/ui/tick";
import { amounts } from "./draft";
import type { TariffForm } from "./use-tariff-form";

/** The parts of a price; what is left empty is not charged for. */
export function TariffFields({ form, currency, isNew }: { form: TariffForm; currency: string; isNew: boolean }) {
  const t = useTranslations("tariffs");
  const { draft, set } = form;
  const wrong = (field: Parameters<TariffForm["faultOf"]>[0]) => {
    const fault = form.faultOf(field);
    return fault && t(`fault.${fault}`);
  };
  const decimal = { inputMode: "decimal", autoComplete: "off" } as const;
  return (
    <Card>
      <CardHead title={t("price")} note={t("priceNote", { currency })} />
      <CardBody className="stack stack--4">
        <div className="two">
          <Input
            label={t("name")}
            help={t("nameHelp")}
            error={wrong("name")}
            value={draft.name}
            maxLength={120}
            autoComplete="off"
            onChange={(event) => set({ name: event.target.value })}
          />
          <Input
            label={t("key")}
            help={t(isNew ? "keyHelp" : "keyStays")}
            error={wrong("key")}
            value={draft.key}
            maxLength={64}
            disabled={!isNew}
            className="mono"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => set({ key: event.target.value })}
          />
        </div>
        <div className="fees">
          {amounts.map((field) => (
            <Input
              key={field}
              {...decimal}
              label={t(`field.${field}.label`)}
              help={t(`field.${field}.help`)}
              unit={`${currency} / ${t(`field.${field}.unit`)}`}
              error={wrong(field)}
              value={draft[field]}
              onChange={(event) => set({ [field]: event.target.value })}
            />
          ))}
          <Input
            {...decimal}
            label={t("field.tax.label")}
            help={t("field.tax.help")}
            unit="%"
            error={wrong("tax")}
            value={draft.tax}
            onChange={(event) => set({ tax: event.target.value })}
          />
        </div>
        <Switch
          label={t("default")}
          note={t("defaultNote")}
          checked={draft.isDefault}
          onChange={(isDefault) => set({ isDefault })}
        />
      </CardBody>
    </Card>
  );
}
