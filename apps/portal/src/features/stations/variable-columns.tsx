"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Button } from "@/ui/button";
import type { Column } from "@/ui/table-columns";
import { Tag } from "@/ui/tag";
import type { Variable, VariableAttribute } from "./station";

export const variableKey = (v: Variable) =>
  [v.component, v.componentInstance, v.evseId, v.connectorId, v.variable, v.variableInstance]
    .map((part) => part ?? "")
    .join("|")
    .toLowerCase();

export const variableName = (v: Variable) => `${v.component}.${v.variable}`;

/** What people mean by the value: Actual, or whatever stands first. */
export const mainAttribute = (v: Variable): VariableAttribute | undefined =>
  v.attributes.find((one) => one.type === "Actual") ?? v.attributes[0];

export const isWritable = (v: Variable) => v.attributes.some((one) => one.mutability !== "ReadOnly" && !one.isConstant);

export function useVariableColumns(onSet: (variable: Variable) => void): Column<Variable>[] {
  const t = useTranslations("configuration");
  return useMemo(
    () => [
      {
        id: "component",
        head: t("component"),
        phone: "name",
        fixed: true,
        width: "26%",
        csv: (v) =>
          [
            v.component,
            v.componentInstance,
            v.evseId && `EVSE ${v.evseId}`,
            v.connectorId && `connector ${v.connectorId}`,
          ]
            .filter(Boolean)
            .join(" "),
        cell: (v) => (
          <>
            <span>{v.component}</span>
            <small>
              {[
                v.componentInstance,
                v.evseId !== null ? t("evse", { n: v.evseId }) : null,
                v.connectorId !== null ? t("connector", { n: v.connectorId }) : null,
              ]
                .filter(Boolean)
                .join(", ")}
            </small>
          </>
        ),
      },
      {
        id: "variable",
        head: t("variable"),
        phone: "full",
        width: "26%",
        csv: (v) => [v.variable, v.variableInstance].filter(Boolean).join(" "),
        cell: (v) => (
          <>
            <b className="strong">{v.variable}</b>
            {v.variableInstance ? <small>{v.variableInstance}</small> : null}
          </>
        ),
      },
      {
        id: "value",
        head: t("value"),
        phone: "full",
        width: "auto",
        csv: (v) => mainAttribute(v)?.value ?? null,
        cell: (v) => <Value variable={v} />,
      },
      {
        id: "type",
        head: t("type"),
        phone: "half",
        width: "128px",
        csv: (v) => [v.dataType, v.unit].filter(Boolean).join(" "),
        cell: (v) => <span className="sub small">{[v.dataType, v.unit].filter(Boolean).join(", ") || "–"}</span>,
      },
      {
        id: "set",
        head: t("set"),
        hideHead: true,
        numeric: true,
        phone: "end",
        width: "84px",
        cell: (v) =>
          isWritable(v) ? (
            <Button size="s" aria-label={t("setNamed", { name: variableName(v) })} onClick={() => onSet(v)}>
              {t("set")}
            </Button>
          ) : null,
      },
    ],
    [t, onSet],
  );
}

function Value({ variable }: { variable: Variable }) {
  const t = useTranslations("configuration");
  const main = mainAttribute(variable);
  const others = variable.attributes.filter((one) => one !== main && one.value !== null);
  return (
    <>
      {main?.mutability === "WriteOnly" ? (
        <span className="dim">{t("writeOnly")}</span>
      ) : (
        <span className="var-value">{main?.value ?? "–"}</span>
      )}{" "}
      {variable.rebootRequired ? <Tag tone="warn">{t("rebootRequired")}</Tag> : null}
      {others.map((one) => (
        <small key={one.type}>
          {one.type}: <span className="var-value">{one.value}</span>
        </small>
      ))}
    </>
  );
}
