"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card, Figure } from "@/ui/card";
import { noNumber, unknownNumber, useDuration, useFormat } from "@/ui/format";
import { useNow } from "@/ui/now";
import { dayOf } from "@/ui/zoned-day";
import { useReason } from "./reason";
import type { SessionDetail } from "./session";

/** What the session came to. A number we do not have is a question mark, never a zero. */
export function SessionFigures({ session }: { session: SessionDetail }) {
  const t = useTranslations("session");
  const format = useFormat();
  const duration = useDuration();
  const { startedAt, endedAt, timeZone, active, chargingSeconds, clock } = session;
  const end = endedAt ?? session.lastEventAt;
  const isOfOneDay = startedAt && dayOf(startedAt.getTime(), timeZone) === dayOf(end.getTime(), timeZone);
  const when = (at: Date) =>
    isOfOneDay ? format.clock(at, timeZone) : `${format.dayMonth(at, timeZone)}, ${format.clock(at, timeZone)}`;
  return (
    <Card className="sum" aria-label={t("figures")}>
      <Cost session={session} />
      {active ? <PowerNow session={session} /> : <WhyStopped session={session} />}
      <Figure
        label={t("energy")}
        value={format.kWh(session.energyWh, 3)}
        unit="kWh"
        note={
          session.registerFirst === null ? t("noRegister") : t(session.registerWentBack ? "sumOfRises" : "difference")
        }
      />
      <Figure
        label={t("charging")}
        value={chargingSeconds === null ? unknownNumber : duration(chargingSeconds)}
        note={t("chargingNote")}
      />
      <PluggedIn
        startedAt={startedAt && new Date(startedAt.getTime() + clock.shiftSeconds * 1000)}
        endedAt={endedAt}
        active={active}
        note={
          startedAt
            ? active
              ? t("since", { from: when(startedAt) })
              : endedAt
                ? t("fromTo", { from: when(startedAt), to: when(endedAt) })
                : null
            : t("startUnknown")
        }
      />
      <Battery session={session} />
    </Card>
  );
}

/** With tax; where no tariff is for it there is no amount, and that is not 0. */
function Cost({ session: { totalCost, currency, active } }: { session: SessionDetail }) {
  const t = useTranslations("session");
  const format = useFormat();
  if (totalCost === null || currency === null)
    return <Figure label={t("costs")} value={noNumber} note={t("cost.none")} />;
  return (
    <Figure label={t("costs")} value={format.money(totalCost, currency)} note={t(active ? "costSoFar" : "costFinal")} />
  );
}

function PowerNow({ session }: { session: SessionDetail }) {
  const t = useTranslations("session");
  const format = useFormat();
  return (
    <Figure
      label={t("power")}
      value={format.kW(session.powerW)}
      unit="kW"
      note={
        session.state === "offline"
          ? t("lastKnown")
          : session.chargingState
            ? t(`chargingState.${session.chargingState}`)
            : null
      }
    />
  );
}

function WhyStopped({ session }: { session: SessionDetail }) {
  const t = useTranslations("session");
  const reason = useReason();
  return (
    <Figure
      label={t("whyStopped")}
      value={session.stoppedReason ? reason(session.stoppedReason) : t("noReason")}
      note={
        [session.stoppedReason, session.endTrigger]
          .filter((word, at, all) => word && all.indexOf(word) === at)
          .join(", ") || null
      }
    />
  );
}

type PluggedInProps = { startedAt: Date | null; endedAt: Date | null; active: boolean; note: ReactNode };

// By itself, because it ticks.
function PluggedIn({ startedAt, endedAt, active, note }: PluggedInProps) {
  const t = useTranslations("session");
  const duration = useDuration();
  const now = useNow();
  const until = active ? now : endedAt?.getTime();
  const value = startedAt && until !== undefined ? duration((until - startedAt.getTime()) / 1000) : unknownNumber;
  return <Figure label={t("pluggedIn")} value={value} note={note} />;
}

function Battery({ session: { stateOfChargeFirst, stateOfCharge } }: { session: SessionDetail }) {
  const t = useTranslations("session");
  const format = useFormat();
  if (stateOfCharge === null) return <Figure label={t("battery")} value={noNumber} note={t("batterySilent")} />;
  const value =
    stateOfChargeFirst === null || stateOfChargeFirst === stateOfCharge
      ? format.percent(stateOfCharge)
      : `${format.percent(stateOfChargeFirst)} → ${format.percent(stateOfCharge)}`;
  return <Figure label={t("battery")} value={value} unit="%" note={t("batteryNote")} />;
}
