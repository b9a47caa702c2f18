"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { useTRPC } from "@/client/trpc";
import { Card, CardBody, CardHead } from "@/ui/card";
import { Input } from "@/ui/field";
import type { TemplateForm } from "./use-template-form";

/** Whom it is for: what stations said at their boot is offered. */
export function TemplateFor({ form }: { form: TemplateForm }) {
  const t = useTranslations("templates.for_");
  const id = useId();
  const kinds = useQuery(useTRPC().configurationTemplates.kinds.queryOptions()).data ?? [];
  const { draft } = form;
  const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
  const ofVendor = kinds.filter(({ vendor }) => same(vendor, draft.vendor));
  const count = ofVendor
    .filter(({ model }) => draft.model.trim() === "" || same(model ?? "", draft.model))
    .reduce((sum, { stationCount }) => sum + stationCount, 0);
  return (
    <Card>
      <CardHead title={t("title")} />
      <CardBody className="stack stack--4">
        <Input
          label={t("vendor")}
          list={`${id}-vendors`}
          maxLength={50}
          autoComplete="off"
          value={draft.vendor}
          error={form.needs("vendor") ? t("vendorNeeded") : form.faultAt("vendor")}
          onChange={(event) => form.set({ vendor: event.target.value })}
        />
        <datalist id={`${id}-vendors`}>
          {[...new Set(kinds.map(({ vendor }) => vendor))].map((vendor) => (
            <option key={vendor} value={vendor} />
          ))}
        </datalist>
        <Input
          label={t("model")}
          help={draft.vendor.trim() === "" ? t("modelHelp") : t("count", { n: count })}
          placeholder={t("allModels")}
          list={`${id}-models`}
          maxLength={20}
          autoComplete="off"
          value={draft.model}
          error={form.faultAt("model")}
          onChange={(event) => form.set({ model: event.target.value })}
        />
        <datalist id={`${id}-models`}>
          {ofVendor.flatMap(({ model }) => (model ? [<option key={model} value={model} />] : []))}
        </datalist>
        {form.isNew ? (
          <Input
            label={t("key")}
            help={t("keyHelp")}
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
            value={draft.key}
            error={form.needs("key") ? t("keyNeeded") : form.faultAt("key")}
            onChange={(event) => form.set({ key: event.target.value })}
          />
        ) : null}
      </CardBody>
    </Card>
  );
}
