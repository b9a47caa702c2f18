"use client";
import "../tariff-and-cost/tariffs.css";
import "./templates.css";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Card, CardBody, CardHead } from "@/ui/card";
import { Icon } from "@/ui/icon";
import { Notice } from "@/ui/notice";
import { Tag } from "@/ui/tag";
import { RemoveTemplate } from "./remove-template";
import { type ConfigurationTemplate, type TemplateRow, templatesHref } from "./template";
import { TemplateFor } from "./template-for";
import { TemplateHistory } from "./template-history";
import { stationsHref } from "./template-list";
import { type Draft, type TemplateForm, useTemplateForm } from "./use-template-form";
import { VariableList } from "./variable-list";

type Detail = ConfigurationTemplate & TemplateRow;
type Props = { template: Detail | undefined; first: Draft | undefined; from?: string; timeZone: string };

const empty: Draft = { key: "", vendor: "", model: "", version: 0, variables: [] };

/** What stations of a kind should be set to. Saving compares; a repair sends. */
export function TemplateEditor({ template, first, from, timeZone }: Props) {
  const t = useTranslations("templates");
  const form = useTemplateForm(template, first ?? empty);
  const vendor = form.draft.vendor.trim();
  const reported = useQuery(
    useTRPC().configurationTemplates.reported.queryOptions(
      { vendor, model: form.draft.model.trim() || null },
      { enabled: vendor !== "", placeholderData: (before) => before },
    ),
  ).data;
  return (
    <>
      <form
        id="template"
        noValidate
        className="stack stack--4"
        onSubmit={(event) => {
          event.preventDefault();
          form.save();
        }}
      >
        <Header template={template} form={form} />
        {form.error ? <Failure error={form.error} /> : null}
        {form.isBehind && template ? (
          <Notice
            tone="warn"
            title={t("behind", { name: template.updatedBy })}
            action={<Button onClick={form.undo}>{t("lookAtIt")}</Button>}
          >
            <p>{t("behindNote")}</p>
          </Notice>
        ) : null}
        {from ? (
          <Notice tone="info" title={t("fromStation", { identity: from })}>
            <p>{t("fromStationNote")}</p>
          </Notice>
        ) : null}
      </form>
      <div className="cols">
        <div className="c8 stack stack--4">
          <VariableList form={form} reported={reported} />
        </div>
        <div className="c4 stack stack--4">
          <TemplateFor form={form} />
          {template ? <Stands template={template} /> : null}
          {template ? <TemplateHistory templateKey={template.key} timeZone={timeZone} /> : null}
        </div>
      </div>
    </>
  );
}

function Header({ template, form }: { template: Detail | undefined; form: TemplateForm }) {
  const t = useTranslations("templates");
  const [removing, setRemoving] = useState(false);
  const title = template?.key ?? t("new");
  return (
    <div>
      <nav className="crumbs" aria-label={t("here")}>
        <Link href={templatesHref}>{t("title")}</Link>
        <Icon name="right" size="s" />
        <span className="wrap-any">{title}</span>
      </nav>
      <div className="head">
        <div>
          <div className="row row--wrap">
            <h1 className="wrap-any">{title}</h1>
            {template ? <Tag>{t("version", { n: template.version })}</Tag> : null}
            {form.isSaved ? (
              <Tag tone="good" icon="check">
                {t("saved")}
              </Tag>
            ) : null}
          </div>
          <p>{t(template ? "editNote" : "newNote")}</p>
        </div>
        <div className="acts">
          {template && !form.isChanged ? (
            <Button icon="trash" onClick={() => setRemoving(true)}>
              {t("remove")}
            </Button>
          ) : null}
          {form.isChanged && template ? <Button onClick={form.undo}>{t("undo")}</Button> : null}
          <Button
            look="go"
            type="submit"
            form="template"
            busy={form.isSaving}
            disabled={template !== undefined && !form.isChanged}
          >
            {t(template ? "save" : "make")}
          </Button>
        </div>
      </div>
      {removing && template ? <RemoveTemplate template={template} onClose={() => setRemoving(false)} /> : null}
    </div>
  );
}

function Stands({ template }: { template: Detail }) {
  const t = useTranslations("templates");
  const { key, stationCount, offCount, rebootCount } = template;
  return (
    <Card>
      <CardHead title={t("covers")} />
      <CardBody className="stack">
        <p>
          <Link href={stationsHref(key, "all")}>{t("coversN", { n: stationCount })}</Link>
        </p>
        {offCount > 0 ? (
          <p>
            <Link href={stationsHref(key)}>
              <Tag tone="warn">{t("offAt", { n: offCount })}</Tag>
            </Link>
          </p>
        ) : stationCount > 0 ? (
          <p>
            <Tag tone="good" icon="check">
              {t("inStep")}
            </Tag>
          </p>
        ) : null}
        {rebootCount > 0 ? (
          <p>
            <Tag tone="info">{t("rebootAt", { n: rebootCount })}</Tag>
          </p>
        ) : null}
      </CardBody>
    </Card>
  );
}
