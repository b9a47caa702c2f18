"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { Icon } from "@/ui/icon";
import type { SlugCheck } from "./use-slug-check";

type Props = { value: string; check: SlugCheck; told: boolean; onChange: (slug: string) => void };

/** The short name with what the server says of it, and others that may be had. */
export function SlugField({ value, check, told, onChange }: Props) {
  const t = useTranslations("tenants.slug");
  const { state, suggestions, retry } = check;
  const isWrong = state === "invalid" || state === "taken" || state === "unknown" || (told && state === "empty");
  return (
    <div className="stack">
      <Input
        label={t("label")}
        help={state === "free" ? t("free", { slug: value }) : t("help")}
        error={isWrong ? t(state as "invalid" | "taken" | "unknown" | "empty") : undefined}
        className="mono"
        value={value}
        maxLength={40}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value.toLowerCase())}
        unit={
          state === "checking" ? (
            <span className="spin" />
          ) : state === "free" ? (
            <span className="slug-free">
              <Icon name="check" />
            </span>
          ) : null
        }
      />
      <span className="vh" role="status">
        {state === "free"
          ? t("free", { slug: value })
          : isWrong
            ? t(state as "invalid" | "taken" | "unknown" | "empty")
            : ""}
      </span>
      {state === "unknown" ? (
        <div>
          <Button size="s" icon="redo" onClick={retry}>
            {t("retry")}
          </Button>
        </div>
      ) : null}
      {state === "taken" && suggestions.length > 0 ? (
        <div className="row row--wrap small">
          <span className="dim">{t("stillFree")}</span>
          {suggestions.map((suggestion) => (
            <button key={suggestion} type="button" className="chip mono" onClick={() => onChange(suggestion)}>
              {suggestion}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
