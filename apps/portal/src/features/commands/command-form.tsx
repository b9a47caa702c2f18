"use client";
import type { JsonSchema } from "@stationmaster/schemas/json";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { failureOf } from "@/client/failure";
import { Button } from "@/ui/button";
import { TextArea } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { Select } from "@/ui/select";
import { Segments } from "@/ui/tabs";
import { firstDraft } from "./first-draft";
import { missingIn, toPayload } from "./schema-draft";
import { SchemaFields } from "./schema-fields";

type Props = {
  /** Whom it is for: what the draft is kept under. */
  to: string;
  action: string;
  evseId: number | undefined;
  /** Somebody is not there to hear it now. */
  away: { title: string; next: string } | undefined;
  /** Fields that are made for each station. */
  leaveOut?: ReadonlySet<string>;
  isSending: boolean;
  error: unknown;
  sentBefore: boolean;
  onSend: (payload: unknown, deadlineSeconds: number) => void;
};

const deadlines = { "900": 900, "3600": 3600, "86400": 86_400 } as const;
type Deadline = keyof typeof deadlines;

/** What may carry passwords, keys or PINs is not kept. */
const mayHoldSecrets = new Set(["SetVariables", "SetNetworkProfile", "DataTransfer", "CertificateSigned"]);

/** The form of a command, born from its JSON schema; the raw payload is one switch away. */
export function CommandForm({ to, action, evseId, away, leaveOut, isSending, error, sentBefore, onSend }: Props) {
  const t = useTranslations("commands");
  const schema = useRequestSchema(action, leaveOut);
  const kept = `draft.${to}.${action}`;
  const [draft, setDraft] = useState<unknown>();
  const [raw, setRaw] = useState<string>();
  const [deadline, setDeadline] = useState<Deadline>("900");
  const [wrong, setWrong] = useState<ReadonlyMap<string, string>>(new Map());
  const [notJson, setNotJson] = useState(false);

  // The draft survives closing the drawer, not the browser's session.
  useEffect(() => {
    if (!schema) return;
    const stored = sessionStorage.getItem(kept);
    setDraft(stored && evseId === undefined ? JSON.parse(stored) : firstDraft(action, schema, evseId));
  }, [schema, kept, action, evseId]);
  useEffect(() => {
    if (draft !== undefined && !mayHoldSecrets.has(action)) sessionStorage.setItem(kept, JSON.stringify(draft));
  }, [draft, kept, action]);
  useEffect(() => {
    if (sentBefore) sessionStorage.removeItem(kept);
  }, [sentBefore, kept]);
  const refusal = error ? failureOf(error) : undefined;
  const issues = (refusal as { issues?: { path: string; message: string }[] } | undefined)?.issues;
  useEffect(() => {
    if (issues) setWrong(new Map(issues.map((issue) => [issue.path, issue.message])));
  }, [issues]);

  if (!schema || draft === undefined) return <p className="dim">{t("loading")}</p>;

  const send = () => {
    if (raw !== undefined) {
      const payload = parse(raw);
      setNotJson(payload === undefined);
      if (payload !== undefined) onSend(payload, deadlines[deadline]);
      return;
    }
    const missing = missingIn(schema, schema, draft);
    setWrong(new Map(missing.map((at) => [at, t("needed")])));
    if (missing.length === 0) onSend(toPayload(draft), deadlines[deadline]);
  };
  const toggle = (how: "form" | "json") => {
    if (how === "json") setRaw(JSON.stringify(toPayload(draft), null, 2));
    else {
      const back = parse(raw ?? "");
      if (back === undefined) return setNotJson(true);
      setDraft(back);
      setRaw(undefined);
      setNotJson(false);
    }
  };

  return (
    <form
      className="stack stack--4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Segments
        label={t("how")}
        value={raw === undefined ? "form" : "json"}
        options={[
          { value: "form", label: t("form") },
          { value: "json", label: t("json") },
        ]}
        onChange={toggle}
      />
      {raw === undefined ? (
        <SchemaFields
          schema={schema}
          root={schema}
          draft={draft}
          path={[]}
          value={draft}
          wrong={wrong}
          onDraft={setDraft}
        />
      ) : (
        <TextArea
          label={t("payload")}
          className="mono"
          value={raw}
          spellCheck={false}
          error={notJson ? t("notJson") : undefined}
          onChange={(event) => setRaw(event.target.value)}
        />
      )}
      {away ? (
        <>
          <Notice tone="off" title={away.title}>
            <p>{away.next}</p>
          </Notice>
          <Select
            label={t("deadline")}
            value={deadline}
            options={(Object.keys(deadlines) as Deadline[]).map((value) => ({ value, label: t(`deadlines.${value}`) }))}
            onChange={setDeadline}
          />
        </>
      ) : null}
      {refusal ? (
        <Notice tone="bad" title={t("notSent")}>
          <p>{refusal.message}</p>
          {issues && raw !== undefined ? (
            <ul className="small">
              {issues.map((issue) => (
                <li key={issue.path}>
                  <span className="mono">{issue.path || "/"}</span>: {issue.message}
                </li>
              ))}
            </ul>
          ) : null}
        </Notice>
      ) : null}
      <Button look="go" type="submit" icon="send" busy={isSending}>
        {sentBefore ? t("sendAgain") : t("send")}
      </Button>
    </form>
  );
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function useRequestSchema(action: string, leaveOut: ReadonlySet<string> = noFields): JsonSchema | undefined {
  const [schema, setSchema] = useState<JsonSchema>();
  useEffect(() => {
    let isGone = false;
    void import("@stationmaster/schemas/json").then(({ requestSchemas }) => {
      const found = (requestSchemas as Record<string, JsonSchema>)[action];
      if (!isGone && found) setSchema(without(found, leaveOut));
    });
    return () => {
      isGone = true;
    };
  }, [action, leaveOut]);
  return schema;
}

const noFields: ReadonlySet<string> = new Set();

function without(schema: JsonSchema, fields: ReadonlySet<string>): JsonSchema {
  if (fields.size === 0) return schema;
  const kept = Object.entries(schema.properties ?? {}).filter(([name]) => !fields.has(name));
  return {
    ...schema,
    properties: Object.fromEntries(kept),
    required: (schema.required ?? []).filter((name) => !fields.has(name)),
  };
}
