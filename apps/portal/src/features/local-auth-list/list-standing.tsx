"use client";
import { useTranslations } from "next-intl";
import { Age } from "@/ui/age";
import { Bone } from "@/ui/bone";
import { Button } from "@/ui/button";
import { Card, CardBody, CardHead, Figure } from "@/ui/card";
import { noNumber, unknownNumber, useFormat } from "@/ui/format";
import { Notice } from "@/ui/notice";
import type { StationDetail } from "../stations/station";
import { type ListStatus, troubleOf } from "./local-list";
import type { Opened } from "./local-list-tab";

type Props = { station: StationDetail; list: ListStatus | undefined; onOpen: (opened: Opened) => void };

/** In step or not, in words; the versions; and how much of a difference there is. */
export function ListStanding({ station: { timeZone }, list, onOpen }: Props) {
  const t = useTranslations("localList");
  const format = useFormat();
  const isWanted = list !== undefined && list.state !== "none";
  const number = (value: number | undefined) => (value === undefined ? <Bone width={28} /> : format.number(value));
  return (
    <Card>
      <CardHead title={t("title")} note={t("titleNote")}>
        {isWanted ? (
          <Button icon="redo" onClick={() => onOpen({ kind: "send" })}>
            {t("sendInFull")}
          </Button>
        ) : null}
      </CardHead>
      <CardBody className="stack">
        {list ? <Standing list={list} timeZone={timeZone} /> : <Bone width="60%" />}
        {list ? <Hindrances list={list} /> : null}
      </CardBody>
      <div className="list-sum">
        <Figure label={t("desiredVersion")} value={isWanted ? number(list.desiredVersion) : noNumber} />
        <Figure
          label={t("stationVersion")}
          value={list?.stationVersion === null ? unknownNumber : number(list?.stationVersion)}
          note={
            list?.stationVersionAt ? (
              <>
                {t("told")} <Age at={list.stationVersionAt} timeZone={timeZone} />
              </>
            ) : (
              t("neverTold")
            )
          }
        />
        <Figure
          label={t("entryCount")}
          value={number(list?.entryCount)}
          note={list?.limits.entries ? t("atMost", { n: format.number(list.limits.entries) }) : undefined}
        />
        {(["add", "change", "remove"] as const).map((what) => (
          <Figure key={what} label={t(`left.${what}`)} value={number(list?.counts[what])} />
        ))}
      </div>
    </Card>
  );
}

const toneOf = {
  none: "plain",
  "in-step": "good",
  checking: "info",
  sending: "info",
  waiting: "off",
  failing: "bad",
  withdrawn: "warn",
  replaced: "warn",
} as const;

function Standing({ list, timeZone }: { list: ListStatus; timeZone: string }) {
  const t = useTranslations("localList");
  const format = useFormat();
  const { state, pending, nextTryAt, status, reason } = list;
  const trouble = troubleOf(status);
  return (
    <Notice tone={toneOf[state]} title={t(`state.${state}`, { n: pending })}>
      {state === "failing" ? (
        <p>
          {trouble ? t(`outcome.${trouble}`) : status}
          {reason ? ` (${reason})` : ""}
          {nextTryAt ? `. ${t("nextTry", { at: format.clockSeconds(nextTryAt, timeZone) })}` : ""}
        </p>
      ) : (
        <p>{t(`stateNote.${state}`)}</p>
      )}
    </Notice>
  );
}

/** What the station says of itself that keeps a list from working. */
function Hindrances({ list: { limits } }: { list: ListStatus }) {
  const t = useTranslations("localList");
  if (!limits.isAvailable)
    return (
      <Notice tone="warn" title={t("unavailable")}>
        <p>{t("unavailableNote")}</p>
      </Notice>
    );
  if (!limits.isEnabled)
    return (
      <Notice tone="warn" title={t("disabled")}>
        <p>{t("disabledNote")}</p>
      </Notice>
    );
  return null;
}
