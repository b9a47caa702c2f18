"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { Dialog } from "@/ui/overlay";
import { Select } from "@/ui/select";
import { CommandSteps } from "../commands/command-steps";
import { useRecord } from "../commands/use-record";
import type { StationDetail, Variable } from "./station";
import { mainAttribute, variableName } from "./variable-columns";

/** One variable, by its own type; what the station says of it stands below. */
export function SetVariable({
  station,
  variable,
  onClose,
}: {
  station: StationDetail;
  variable: Variable;
  onClose: () => void;
}) {
  const t = useTranslations("configuration");
  const ui = useTranslations("ui");
  const writable = variable.attributes.filter((one) => one.mutability !== "ReadOnly" && !one.isConstant);
  const [type, setType] = useState(
    (writable.find((one) => one.type === "Actual") ?? writable[0] ?? mainAttribute(variable))?.type ?? "Actual",
  );
  const [value, setValue] = useState(writable.find((one) => one.type === type)?.value ?? "");
  const send = useMutation(useTRPC().commands.send.mutationOptions());
  const record = useRecord(send.data?.id, send.data);
  const result = (record?.response as { setVariableResult?: { attributeStatus?: string }[] } | undefined)
    ?.setVariableResult?.[0]?.attributeStatus;

  const go = () =>
    send.mutate({
      stationIdentity: station.identity,
      action: "SetVariables",
      payload: { setVariableData: [dataOf(variable, type, value)] },
    });

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("setTitle", { name: variableName(variable) })}
      note={station.identity}
      footer={
        <>
          <Button onClick={onClose}>{record ? ui("done") : ui("cancel")}</Button>
          <Button look="go" busy={send.isPending} onClick={go}>
            {record ? t("setAgain") : t("send")}
          </Button>
        </>
      }
    >
      {!station.isOnline ? <Notice tone="off" title={t("offline")} /> : null}
      {writable.length > 1 ? (
        <Select
          label={t("attribute")}
          value={type}
          options={writable.map((one) => ({ value: one.type, label: one.type }))}
          onChange={setType}
        />
      ) : null}
      <ValueInput variable={variable} value={value} onChange={setValue} />
      {send.error ? <Failure error={send.error} /> : null}
      {result && result !== "Accepted" ? (
        <Notice tone={result === "RebootRequired" ? "info" : "warn"} title={t("answered", { status: result })}>
          {result === "RebootRequired" ? <p>{t("rebootNext")}</p> : null}
        </Notice>
      ) : null}
      {record ? <CommandSteps record={record} timeZone={station.timeZone} /> : null}
    </Dialog>
  );
}

/** A value by what the station says it may be. */
export function ValueInput({
  variable,
  value,
  onChange,
  label,
  error,
}: {
  variable: Pick<Variable, "dataType" | "unit" | "minLimit" | "maxLimit" | "valuesList">;
  label?: string;
  error?: string | undefined;
  value: string;
  onChange: (value: string) => void;
}) {
  const t = useTranslations("configuration");
  const { dataType, unit, minLimit, maxLimit, valuesList } = variable;
  const limits =
    minLimit !== null || maxLimit !== null ? t("limits", { min: minLimit ?? "–", max: maxLimit ?? "–" }) : undefined;
  const choices = dataType === "boolean" ? ["true", "false"] : dataType === "OptionList" ? valuesList : null;
  if (choices && choices.length > 0)
    return (
      <Select
        label={label ?? t("value")}
        error={error}
        value={value || undefined}
        options={choices.map((one) => ({ value: one, label: one }))}
        placeholder={t("choose")}
        onChange={onChange}
      />
    );
  const isNumber = dataType === "integer" || dataType === "decimal";
  const help = [dataType, limits, valuesList && valuesList.length > 0 ? valuesList.join(", ") : undefined]
    .filter(Boolean)
    .join(" · ");
  return (
    <Input
      label={label ?? t("value")}
      error={error}
      help={help || undefined}
      unit={unit ?? undefined}
      value={value}
      inputMode={isNumber ? "decimal" : "text"}
      maxLength={1000}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function dataOf(variable: Variable, attributeType: string, attributeValue: string) {
  const { component, componentInstance, evseId, connectorId, variable: name, variableInstance } = variable;
  const evse = evseId === null ? undefined : { id: evseId, ...(connectorId === null ? {} : { connectorId }) };
  return {
    ...(attributeType === "Actual" ? {} : { attributeType }),
    attributeValue,
    component: {
      name: component,
      ...(componentInstance ? { instance: componentInstance } : {}),
      ...(evse ? { evse } : {}),
    },
    variable: { name, ...(variableInstance ? { instance: variableInstance } : {}) },
  };
}
