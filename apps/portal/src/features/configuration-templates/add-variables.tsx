"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { Dialog } from "@/ui/overlay";
import { SearchField } from "@/ui/search-field";
import { Segments } from "@/ui/tabs";
import { keyOf, nameOf, type ReportedVariable, whereOf } from "./template";
import type { DraftVariable } from "./use-template-form";

type Props = {
  reported: { stationCount: number; items: ReportedVariable[] } | undefined;
  has: ReadonlySet<string>;
  onAdd: (variables: DraftVariable[]) => void;
  onClose: () => void;
};

const mostShown = 200;

/** Out of what stations of the kind have told, or by name. */
export function AddVariables({ reported, has, onAdd, onClose }: Props) {
  const t = useTranslations("templates.add");
  const ui = useTranslations("ui");
  const [how, setHow] = useState<"reported" | "named">(reported?.items.length ? "reported" : "named");
  const [find, setFind] = useState("");
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [named, setNamed] = useState<Named>(nothingNamed);
  const [isTold, setTold] = useState(false);
  const text = find.trim().toLowerCase();
  const free = (reported?.items ?? []).filter(({ key }) => !has.has(key));
  const found = free.filter(
    (variable) => text === "" || `${nameOf(variable)} ${whereOf(variable)}`.toLowerCase().includes(text),
  );
  const fault = faultOf(named, has);
  const add = () => {
    if (how === "reported") onAdd(free.filter(({ key }) => picked.has(key)).map(draftVariable));
    else {
      setTold(true);
      if (fault) return;
      onAdd([ofNames(named)]);
    }
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title")}
      note={reported?.stationCount ? t("told", { n: reported.stationCount }) : t("toldNothing")}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button look="go" disabled={how === "reported" && picked.size === 0} onClick={add}>
            {how === "reported" ? t("addN", { n: picked.size }) : t("add")}
          </Button>
        </>
      }
    >
      <Segments
        label={t("how")}
        value={how}
        options={[
          { value: "reported", label: t("reported") },
          { value: "named", label: t("named") },
        ]}
        onChange={setHow}
      />
      {how === "reported" ? (
        <>
          <SearchField label={t("find")} value={find} onChange={setFind} />
          <div className="picks">
            {found.slice(0, mostShown).map((variable) => (
              <label key={variable.key}>
                <input
                  type="checkbox"
                  checked={picked.has(variable.key)}
                  onChange={(event) =>
                    setPicked((before) => {
                      const next = new Set(before);
                      if (event.target.checked) next.add(variable.key);
                      else next.delete(variable.key);
                      return next;
                    })
                  }
                />
                <span>
                  {nameOf(variable)} <span className="dim">{whereOf(variable)}</span>
                </span>
                <small>
                  {[
                    variable.commonValue ?? "–",
                    variable.unit,
                    variable.dataType,
                    variable.minLimit === null && variable.maxLimit === null
                      ? null
                      : t("limits", { min: variable.minLimit ?? "–", max: variable.maxLimit ?? "–" }),
                    variable.valuesList?.join(", "),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </small>
              </label>
            ))}
            {found.length === 0 ? <p className="sub">{t(free.length === 0 ? "allIn" : "noMatch")}</p> : null}
            {found.length > mostShown ? (
              <p className="small dim">{t("narrow", { n: found.length - mostShown })}</p>
            ) : null}
          </div>
        </>
      ) : (
        <NamedFields named={named} onChange={setNamed} fault={isTold ? fault : undefined} />
      )}
    </Dialog>
  );
}

const draftVariable = ({ commonValue, ...known }: ReportedVariable): DraftVariable => {
  const { component, componentInstance, evseId, connectorId, variable, instance } = known;
  return {
    ...{ component, componentInstance, evseId, connectorId, variable, instance },
    ...{ attributeType: "Actual", attributeValue: commonValue ?? "" },
  };
};

type Named = Record<"component" | "componentInstance" | "evse" | "connector" | "variable" | "instance", string>;
const nothingNamed: Named = {
  component: "",
  componentInstance: "",
  evse: "",
  connector: "",
  variable: "",
  instance: "",
};

const ofNames = (named: Named): DraftVariable => ({
  component: named.component.trim(),
  componentInstance: named.componentInstance.trim() || null,
  evseId: named.evse === "" ? null : Number(named.evse),
  connectorId: named.connector === "" ? null : Number(named.connector),
  variable: named.variable.trim(),
  instance: named.instance.trim() || null,
  ...{ attributeType: "Actual", attributeValue: "" },
});

type Fault = { field: keyof Named; why: "needed" | "number" | "evseFirst" | "twice" };

function faultOf(named: Named, has: ReadonlySet<string>): Fault | undefined {
  for (const field of ["component", "variable"] as const) if (!named[field].trim()) return { field, why: "needed" };
  for (const field of ["evse", "connector"] as const)
    if (!/^\d{0,9}$/.test(named[field])) return { field, why: "number" };
  if (named.connector !== "" && named.evse === "") return { field: "evse", why: "evseFirst" };
  return has.has(keyOf(ofNames(named))) ? { field: "variable", why: "twice" } : undefined;
}

const fields = ["component", "componentInstance", "variable", "instance", "evse", "connector"] as const;

function NamedFields({
  named,
  onChange,
  fault,
}: {
  named: Named;
  onChange: (named: Named) => void;
  fault: Fault | undefined;
}) {
  const t = useTranslations("templates.add");
  return (
    <div className="var-names">
      {fields.map((field) => (
        <Input
          key={field}
          label={t(`field.${field}`)}
          maxLength={50}
          autoComplete="off"
          spellCheck={false}
          inputMode={field === "evse" || field === "connector" ? "numeric" : "text"}
          value={named[field]}
          error={fault?.field === field ? t(`fault.${fault.why}`) : undefined}
          onChange={(event) => onChange({ ...named, [field]: event.target.value })}
        />
      ))}
    </div>
  );
}
