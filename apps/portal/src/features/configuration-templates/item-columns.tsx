"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Age } from "@/ui/age";
import type { Column } from "@/ui/table-columns";
import { Tag, type Tone } from "@/ui/tag";
import { type DriftItem, nameOf, whereOf } from "./template";

const tones: Record<DriftItem["state"], Tone> = {
  same: "good",
  different: "warn",
  unknown: "plain",
  missing: "bad",
  refused: "bad",
  "reboot-required": "info",
};

/** A variable a row: what is wanted, what is there, and why it is not the same. */
export function useItemColumns(timeZone: string): Column<DriftItem>[] {
  const t = useTranslations("templates.ofStation");
  return useMemo(
    () => [
      {
        id: "variable",
        head: t("variable"),
        phone: "name",
        fixed: true,
        width: "30%",
        csv: (item) => [nameOf(item), whereOf(item)].filter(Boolean).join(" "),
        cell: (item) => (
          <>
            <b className="strong wrap-any">{nameOf(item)}</b>
            <small>
              {[whereOf(item), item.attributeType === "Actual" ? null : item.attributeType].filter(Boolean).join(" · ")}
            </small>
          </>
        ),
      },
      {
        id: "desired",
        head: t("desired"),
        phone: "half",
        phoneLabel: t("desired"),
        width: "20%",
        csv: (item) => item.desired,
        cell: (item) => <Value value={item.desired} unit={item.unit} />,
      },
      {
        id: "actual",
        head: t("actual"),
        phone: "half",
        phoneLabel: t("actual"),
        width: "20%",
        csv: (item) => item.actual,
        cell: (item) => (
          <>
            {item.actual === null ? (
              <span className="dim">{t("notKnown")}</span>
            ) : (
              <Value value={item.actual} unit={item.unit} />
            )}
            {item.reportedAt ? (
              <small>
                <Age at={item.reportedAt} timeZone={timeZone} />
              </small>
            ) : null}
          </>
        ),
      },
      {
        id: "state",
        head: t("stateHead"),
        phone: "full",
        width: "auto",
        csv: (item) => [t(`state.${item.state}`), item.answer?.status, item.answer?.reason].filter(Boolean).join(": "),
        cell: (item) => <State item={item} />,
      },
    ],
    [t, timeZone],
  );
}

function Value({ value, unit }: { value: string; unit: string | null }) {
  const t = useTranslations("templates.ofStation");
  return (
    <span className="wrap-any">
      {value === "" ? <span className="dim">{t("emptyText")}</span> : value}{" "}
      {unit ? <small className="dim">{unit}</small> : null}
    </span>
  );
}

function State({ item: { state, answer, mutability, isAsked } }: { item: DriftItem }) {
  const t = useTranslations("templates.ofStation");
  return (
    <>
      <span className="row row--wrap">
        <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
        {isAsked ? <Tag icon="send">{t("asked")}</Tag> : null}
      </span>
      <small className="wrap-any">
        {state === "refused" && mutability === "ReadOnly"
          ? t("readOnly")
          : (state === "refused" || state === "missing") && answer
            ? t("said", { status: answer.status, reason: answer.reason ?? "none" })
            : state === "same"
              ? null
              : t(`why.${state}`)}
      </small>
    </>
  );
}
