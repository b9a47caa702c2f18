"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Age } from "@/ui/age";
import type { Column } from "@/ui/table-columns";
import { Tag } from "@/ui/tag";
import { answerWord, isRefusal, setAnswers } from "../commands/answer";
import { useObserved } from "../commands/use-effect-steps";
import { useMeaning } from "../commands/use-meaning";
import { stationHref } from "../stations/station-columns";
import type { BulkStation } from "./bulk-command";
import { OutcomeTag } from "./outcome-tag";

/** Its record; a station that was gone before has none. */
export const recordHref = ({ stationIdentity, commandId }: BulkStation) =>
  commandId ? `${stationHref(stationIdentity)}?tab=commands&record=${commandId}` : undefined;

export function useBulkStationColumns(timeZone: string): Column<BulkStation>[] {
  const t = useTranslations("bulk");
  const meaning = useMeaning();
  const seen = useObserved();
  // biome-ignore lint/correctness/useExhaustiveDependencies: both only speak the reader's language, as `t` does
  return useMemo(
    () => [
      {
        id: "station",
        head: t("station"),
        phone: "name",
        fixed: true,
        width: "200px",
        csv: (row) => row.stationIdentity,
        cell: (row) => <StationCell row={row} />,
      },
      {
        id: "outcome",
        head: t("outcomes"),
        phone: "end",
        width: "140px",
        csv: (row) => t(`outcome.${row.outcome}`),
        cell: (row) => <OutcomeTag outcome={row.outcome} />,
      },
      {
        id: "answer",
        head: t("answer"),
        phone: "full",
        width: "auto",
        csv: (row) => [wordOf(row), row.error?.description, meaning(row)].filter(Boolean).join(": "),
        cell: (row) => (
          <>
            <Word row={row} />
            <small>
              {row.outcome === "gone"
                ? t("goneNote")
                : [row.error?.description, meaning(row)].filter(Boolean).join(" · ")}
            </small>
          </>
        ),
      },
      {
        id: "effect",
        head: t("effect"),
        phone: "full",
        width: "230px",
        csv: (row) => (row.observed ? seen(row.observed) : row.effect && row.effect !== "seen" ? t(row.effect) : null),
        cell: (row) =>
          row.observed ? (
            <>
              <span>{seen(row.observed)}</span>
              <small>
                <Age at={row.observed.at} timeZone={timeZone} />
              </small>
            </>
          ) : row.effect === "unseen" ? (
            <Tag tone="warn">{t("unseen")}</Tag>
          ) : (
            <span className="dim">{row.effect === "awaited" ? t("awaited") : "–"}</span>
          ),
      },
      {
        id: "when",
        head: t("when"),
        numeric: true,
        phone: "hide",
        width: "110px",
        csv: (row) => row.settledAt ?? row.sentAt,
        cell: (row) => {
          const at = row.settledAt ?? row.sentAt;
          return at ? <Age className="dim" at={at} timeZone={timeZone} /> : <span className="dim">–</span>;
        },
      },
    ],
    [t, timeZone],
  );
}

function StationCell({ row }: { row: BulkStation }) {
  if (row.outcome === "gone") return <b className="strong">{row.stationIdentity}</b>;
  return (
    <Link className="name-link" href={recordHref(row) ?? stationHref(row.stationIdentity)}>
      {row.stationIdentity}
    </Link>
  );
}

/** Of values that were set, what was said how often. */
function wordOf({ response, error }: BulkStation): string | undefined {
  const said = setAnswers(response).map(([status, count]) => `${count} ${status}`);
  return error?.code ?? (said.length > 0 ? said.join(", ") : answerWord(response));
}

const isBad = ({ response, error }: BulkStation) => error !== null || isRefusal(response);

function Word({ row }: { row: BulkStation }) {
  const word = wordOf(row);
  if (!word) return null;
  return <span className={isBad(row) ? "wrong-word" : undefined}>{word}</span>;
}
