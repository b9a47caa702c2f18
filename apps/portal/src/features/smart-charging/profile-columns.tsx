"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Age } from "@/ui/age";
import { Button } from "@/ui/button";
import { useFormat } from "@/ui/format";
import type { Column } from "@/ui/table-columns";
import { Tag, type Tone } from "@/ui/tag";
import type { Profile, ProfilePair } from "./smart-charging";
import { useLimitWords } from "./use-limit-words";

type Props = { timeZone: string; onReplace: (pair: ProfilePair) => void; onClear: (pair: ProfilePair) => void };

export function useProfileColumns({ timeZone, onReplace, onClear }: Props): Column<ProfilePair>[] {
  const t = useTranslations("energy");
  const words = useLimitWords();
  const validity = useValidity(timeZone);
  return useMemo(
    () => [
      {
        id: "where",
        width: "25%",
        head: t("where"),
        phone: "name",
        fixed: true,
        csv: words.where,
        cell: (pair) => (
          <>
            <b className="strong">{words.where(pair)}</b>
            <small>
              {words.purpose(pair.purpose)}, {t("level", { n: pair.stackLevel })}, {t("number", { n: pair.profileId })}
            </small>
          </>
        ),
      },
      {
        id: "wanted",
        width: "21%",
        head: t("wanted"),
        phone: "half",
        phoneLabel: t("wanted"),
        csv: ({ wanted }) => (wanted ? words.profile(wanted.profile) : null),
        cell: ({ wanted }) =>
          wanted ? (
            <>
              {words.profile(wanted.profile)}
              <small>{validity(wanted.profile)}</small>
            </>
          ) : (
            <span className="dim">{t("notOurs")}</span>
          ),
      },
      {
        id: "told",
        width: "21%",
        head: t("told"),
        phone: "half",
        phoneLabel: t("told"),
        csv: ({ told }) => (told ? words.profile(told.profile) : null),
        cell: ({ told, wanted }) =>
          told ? (
            <>
              {words.profile(told.profile)}
              <small>
                {t("by", { source: told.source })}, <Age at={told.reportedAt} timeZone={timeZone} />
              </small>
            </>
          ) : wanted ? (
            <>
              {t(`status.${wanted.status}`)}
              <small>{wanted.reason ?? <Age at={wanted.statusAt} timeZone={timeZone} />}</small>
            </>
          ) : null,
      },
      {
        id: "difference",
        width: "auto",
        head: t("difference"),
        phone: "half",
        csv: (pair) => t(`differences.${standing(pair)}`),
        cell: (pair) => <Tag tone={toneOf[standing(pair)]}>{t(`differences.${standing(pair)}`)}</Tag>,
      },
      {
        id: "now",
        width: "88px",
        head: t("now"),
        numeric: true,
        phone: "half",
        phoneLabel: t("now"),
        csv: ({ limitNow }) => (limitNow ? words.limit(limitNow.limit, limitNow.unit) : null),
        cell: ({ limitNow }) => (limitNow ? <b>{words.limit(limitNow.limit, limitNow.unit)}</b> : "–"),
      },
      {
        id: "acts",
        width: "152px",
        head: t("actions"),
        hideHead: true,
        numeric: true,
        phone: "end",
        cell: (pair) =>
          pair.purpose === "ChargingStationExternalConstraints" ? null : (
            <span className="row energy-acts">
              {pair.wanted ? (
                <Button size="s" aria-label={t("replaceNamed", { n: pair.profileId })} onClick={() => onReplace(pair)}>
                  {t("replace")}
                </Button>
              ) : null}
              <Button size="s" aria-label={t("clearNamed", { n: pair.profileId })} onClick={() => onClear(pair)}>
                {t("clear")}
              </Button>
            </span>
          ),
      },
    ],
    [t, words, validity, timeZone, onReplace, onClear],
  );
}

/** How a pair stands: what nobody is sure of yet is no difference. */
const standing = ({ difference, wanted }: ProfilePair) =>
  difference !== "not-told"
    ? difference
    : wanted?.status === "installed"
      ? "accepted"
      : wanted?.status === "requested"
        ? "waiting"
        : "in-doubt";

const toneOf: Record<ReturnType<typeof standing>, Tone> = {
  same: "good",
  accepted: "good",
  waiting: "info",
  differs: "warn",
  "in-doubt": "warn",
  foreign: "plain",
};

/** From when until when, and how it comes again. */
export function useValidity(timeZone: string) {
  const t = useTranslations("energy");
  const format = useFormat();
  return useMemo(() => {
    const moment = (text: string) => {
      const at = new Date(text);
      return `${format.dayMonth(at, timeZone)}, ${format.clock(at, timeZone)}`;
    };
    return ({ validFrom, validTo, recurrencyKind, chargingProfileKind }: Profile) => {
      const span =
        validFrom && validTo
          ? t("fromTo", { from: moment(validFrom), to: moment(validTo) })
          : validFrom
            ? t("from", { from: moment(validFrom) })
            : validTo
              ? t("until", { to: moment(validTo) })
              : t("always");
      return chargingProfileKind === "Absolute" ? span : `${t(`kind.${recurrencyKind ?? "Relative"}`)}, ${span}`;
    };
  }, [t, format, timeZone]);
}
