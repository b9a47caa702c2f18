"use client";
import { useTranslations } from "next-intl";
import { Tag, type Tone } from "@/ui/tag";

export const severities = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
export type Severity = (typeof severities)[number];

const toneOf = (severity: number): Tone => (severity <= 3 ? "bad" : severity <= 6 ? "warn" : "plain");

export const isSeverity = (value: number): value is Severity => severities.includes(value as Severity);

export function useSeverityWord() {
  const t = useTranslations("diagnostics.severity");
  return (severity: number) => (isSeverity(severity) ? t(`s${severity}`) : String(severity));
}

/** How grave: 0 danger to 9 debug. Null is of no monitor that we know. */
export function SeverityTag({ severity }: { severity: number | null }) {
  const t = useTranslations("diagnostics");
  const word = useSeverityWord();
  if (severity === null) return <span className="dim">{t("severityUnknown")}</span>;
  return <Tag tone={toneOf(severity)}>{`${severity} ${word(severity)}`}</Tag>;
}
