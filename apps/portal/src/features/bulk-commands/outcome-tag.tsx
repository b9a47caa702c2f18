"use client";
import { useTranslations } from "next-intl";
import { Tag, type Tone } from "@/ui/tag";
import { toneOf } from "../commands/command-steps";
import type { BulkOutcome } from "./bulk-command";

const tones: Record<BulkOutcome, Tone> = { ...toneOf, gone: "plain" };

export function OutcomeTag({ outcome, count }: { outcome: BulkOutcome; count?: string }) {
  const t = useTranslations("bulk");
  const word = t(`outcome.${outcome}`);
  return <Tag tone={tones[outcome]}>{count === undefined ? word : t("count", { n: count, outcome: word })}</Tag>;
}
