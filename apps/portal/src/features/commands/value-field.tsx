"use client";
import type { JsonSchema } from "@stationmaster/schemas/json";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Input } from "@/ui/field";
import { Select } from "@/ui/select";
import { Switch } from "@/ui/tick";
import { plain } from "./schema-draft";

type Props = {
  name: string;
  schema: JsonSchema;
  value: unknown;
  error: string | undefined;
  remove?: ReactNode;
  onChange: (value: unknown) => void;
};

/** One value by its type. Names stay the specification's, so that form, frame and manual say the same. */
export function ValueField({ name, schema, value, error, remove, onChange }: Props) {
  const t = useTranslations("commands");
  const label = <span className="mono">{name}</span>;
  const help = plain(schema.description);
  if (schema.enum)
    return (
      <Beside remove={remove}>
        <Select
          label={label}
          value={typeof value === "string" && value !== "" ? value : undefined}
          options={schema.enum.map((one) => ({ value: one, label: one }))}
          placeholder={t("choose")}
          help={help}
          error={error}
          onChange={onChange}
        />
      </Beside>
    );
  if (schema.type === "boolean")
    return (
      <Beside remove={remove}>
        <Switch label={label} note={help} checked={value === true} onChange={onChange} />
      </Beside>
    );
  if (schema.type === "integer" || schema.type === "number")
    return (
      <Beside remove={remove}>
        <Input
          label={label}
          help={help}
          error={error}
          type="number"
          inputMode={schema.type === "integer" ? "numeric" : "decimal"}
          step={schema.type === "integer" ? 1 : "any"}
          min={schema.minimum}
          max={schema.maximum}
          value={typeof value === "number" ? value : ""}
          onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.valueAsNumber)}
        />
      </Beside>
    );
  if (schema.format === "date-time")
    return (
      <Beside remove={remove}>
        <Input
          label={label}
          help={help}
          error={error}
          unit={t("yourTime")}
          type="datetime-local"
          step={1}
          value={toLocalInput(value)}
          onChange={(event) => onChange(event.target.value ? new Date(event.target.value).toISOString() : undefined)}
        />
      </Beside>
    );
  return (
    <Beside remove={remove}>
      <Input
        label={label}
        help={help}
        error={error}
        maxLength={schema.maxLength}
        value={typeof value === "string" ? value : ""}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
      />
    </Beside>
  );
}

function Beside({ remove, children }: { remove: ReactNode; children: ReactNode }) {
  if (!remove) return children;
  return (
    <div className="beside">
      <div className="grow">{children}</div>
      {remove}
    </div>
  );
}

function toLocalInput(value: unknown): string {
  const at = typeof value === "string" && value ? new Date(value) : undefined;
  if (!at || Number.isNaN(at.getTime())) return "";
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
