"use client";
import { useTranslations } from "next-intl";
import { Age } from "./age";
import { StateIcon } from "./icon";
import type { StateName } from "./icon-shapes";

type Since = { since?: Date | null | undefined; timeZone?: string };

/** Icon, word, colour and age: bare in tables, a pill in headers. */
export function Status({
  state,
  since,
  timeZone = "UTC",
  pill = false,
  word,
}: { state: StateName; pill?: boolean; word?: string | undefined } & Since) {
  const t = useTranslations("status");
  return (
    <span className={`${pill ? "pill" : "st"} st-${state}`}>
      <StateIcon name={state} size="s" />
      {word ?? t(state)}
      {since ? <Age className="age" at={since} timeZone={timeZone} /> : null}
    </span>
  );
}

/** A square for one EVSE, where many stand in a row. */
export function StatusSquare({ state, label }: { state: StateName; label: string | number }) {
  const t = useTranslations("status");
  return (
    <span className={`mk st-${state}`} title={`${label}: ${t(state)}`}>
      <StateIcon name={state} />
      <span className="vh">
        {label}: {t(state)}
      </span>
    </span>
  );
}
