"use client";
import { useTranslations } from "next-intl";
import type { Meaning } from "./command";

/** An outcome in words, and what to do next. */
export function useMeaning() {
  const t = useTranslations("commands");
  return ({ meaning }: { meaning: Meaning | null }): string | undefined => {
    if (!meaning) return undefined;
    const kind = meaning.kind as "silent";
    return meaning.next === null ? t(`means.${kind}`) : `${t(`means.${kind}`)} ${t(`then.${kind}`)}`;
  };
}
