"use client";
import "./commands.css";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useFormat } from "@/ui/format";
import { Tag } from "@/ui/tag";
import { toneOf } from "./progress";

export type Step = { status: string; at: string };

/** A status as people say it; one that nobody foresaw stays as the station wrote it. */
export function useProgressWords() {
  const t = useTranslations("progress");
  return useMemo(() => {
    const said = (key: "word.sent" | "why.silent") => (t.has(key) ? t(key) : undefined);
    return {
      word: (status: string) => said(`word.${status}` as "word.sent") ?? status,
      /** Why it ended so, and what to do. */
      why: (status: string) => said(`why.${status}` as "why.silent"),
    };
  }, [t]);
}

export function ProgressTag({ status }: { status: string }) {
  const { word } = useProgressWords();
  return <Tag tone={toneOf(status)}>{word(status)}</Tag>;
}

const shownFirst = 3;
const shownLast = 9;

/** What became of something asked, a word at a time with its clock: a station may tell of many steps, or of one again and again. */
export function Life({ steps, timeZone }: { steps: Step[]; timeZone: string }) {
  const t = useTranslations("progress");
  const format = useFormat();
  const { word } = useProgressWords();
  const hidden = Math.max(0, steps.length - shownFirst - shownLast);
  const item = ({ status, at }: Step, place: number) => {
    const moment = new Date(at);
    const before = steps[place - 1];
    const isNewDay = !before || format.dayKey(new Date(before.at), timeZone) !== format.dayKey(moment, timeZone);
    return (
      <li key={place} className={`life__${toneOf(status)}`}>
        {word(status)}{" "}
        <time dateTime={at} title={format.exact(moment, timeZone)}>
          {isNewDay ? `${format.dayMonth(moment, timeZone)}, ` : ""}
          {format.clockSeconds(moment, timeZone)}
        </time>
      </li>
    );
  };
  return (
    <ol className="life" aria-label={t("life")}>
      {steps.map((step, place) => {
        if (hidden > 0 && place === shownFirst) return <li key="hidden">{t("hidden", { n: hidden })}</li>;
        const isHidden = place > shownFirst && place < shownFirst + hidden;
        return isHidden ? null : item(step, place);
      })}
    </ol>
  );
}
