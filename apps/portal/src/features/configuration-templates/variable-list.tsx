"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/ui/button";
import { Card, CardBody, CardHead } from "@/ui/card";
import { Empty, Notice } from "@/ui/notice";
import { SearchField } from "@/ui/search-field";
import { ValueInput } from "../stations/set-variable";
import { AddVariables } from "./add-variables";
import { keyOf, nameOf, type ReportedVariable, whereOf } from "./template";
import { type DraftVariable, draftKey, type TemplateForm } from "./use-template-form";

const shownAtFirst = 60;

type Reported = { stationCount: number; items: ReportedVariable[] };

/** Every variable with the value that is wanted, written by what stations say it may be. */
export function VariableList({ form, reported }: { form: TemplateForm; reported: Reported | undefined }) {
  const t = useTranslations("templates.list");
  const [find, setFind] = useState("");
  const [most, setMost] = useState(shownAtFirst);
  const [adding, setAdding] = useState(false);
  const { variables } = form.draft;
  const known = new Map(reported?.items.map((variable) => [variable.key, variable]));
  const text = find.trim().toLowerCase();
  const found = variables
    .map((variable, place) => ({ variable, place }))
    .filter(({ variable }) => text === "" || `${nameOf(variable)} ${whereOf(variable)}`.toLowerCase().includes(text));
  const add = (
    <Button icon="plus" onClick={() => setAdding(true)}>
      {t("add")}
    </Button>
  );
  return (
    <Card aria-label={t("title")}>
      <CardHead title={t("title")} note={t("count", { n: variables.length })}>
        {variables.length > 8 ? <SearchField label={t("find")} value={find} onChange={setFind} /> : null}
        {add}
      </CardHead>
      {form.needs("variables") ? (
        <CardBody>
          <Notice tone="bad" title={t("needed")} />
        </CardBody>
      ) : null}
      {variables.length === 0 ? (
        <Empty icon="colset" title={t("none")} action={add}>
          {t("noneNote")}
        </Empty>
      ) : (
        <ul className="vars">
          {found.slice(0, most).map(({ variable, place }) => (
            <Row
              key={draftKey(variable)}
              form={form}
              variable={variable}
              known={known.get(keyOf(variable))}
              fault={form.faultAt(`variables.${place}.variable`) ?? form.faultAt(`variables.${place}.attributeValue`)}
            />
          ))}
        </ul>
      )}
      {found.length > most ? (
        <CardBody>
          <Button onClick={() => setMost((n) => n + 200)}>{t("more", { n: found.length - most })}</Button>
        </CardBody>
      ) : null}
      {adding ? (
        <AddVariables
          reported={reported}
          has={new Set(variables.map(keyOf))}
          onAdd={form.addVariables}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </Card>
  );
}

type RowProps = {
  form: TemplateForm;
  variable: DraftVariable;
  known: ReportedVariable | undefined;
  fault: string | undefined;
};

const nothingKnown = { dataType: null, unit: null, minLimit: null, maxLimit: null, valuesList: null };

function Row({ form, variable, known, fault }: RowProps) {
  const t = useTranslations("templates.list");
  const name = nameOf(variable);
  const { attributeType } = variable;
  return (
    <li>
      <div>
        <b className="strong wrap-any">{name}</b>
        <small>
          {[
            whereOf(variable),
            attributeType === "Actual" ? null : attributeType,
            known
              ? known.valueCount > 1
                ? t("different", { n: known.valueCount, value: known.commonValue ?? "–" })
                : t("have", { value: known.commonValue ?? "–" })
              : t("notTold"),
          ]
            .filter(Boolean)
            .join(" · ")}
        </small>
      </div>
      <ValueInput
        label={t("valueOf", { name })}
        variable={known ?? nothingKnown}
        value={variable.attributeValue}
        error={fault}
        onChange={(value) => form.setVariable(variable, value)}
      />
      <Button
        look="bare"
        icon="x"
        iconOnly
        aria-label={t("remove", { name })}
        onClick={() => form.removeVariable(variable)}
      />
    </li>
  );
}
