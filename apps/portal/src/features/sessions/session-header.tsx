"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, LinkButton } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { useFormat } from "@/ui/format";
import { Icon } from "@/ui/icon";
import { Status } from "@/ui/status";
import { Tag } from "@/ui/tag";
import { StopCharging } from "../commands/stop-charging";
import { stationHref } from "../stations/station-columns";
import type { SessionDetail } from "./session";
import { useWhen } from "./use-when";

/** Which session, where, whose, and how it stands; while it is under way it can be stopped. */
export function SessionHeader({ session }: { session: SessionDetail }) {
  const t = useTranslations("session");
  const format = useFormat();
  const [isStopping, setStopping] = useState(false);
  const { transactionId, stationIdentity, evseId, timeZone, active } = session;
  const when = useWhen(session);
  const began = session.startedAt ?? session.lastEventAt;
  return (
    <div>
      <nav className="crumbs" aria-label={t("here")}>
        <Link href="/sessions">{t("sessions")}</Link>
        <Icon name="right" size="s" />
        <span className="wrap-any">{transactionId}</span>
      </nav>
      <div className="hero">
        <div className="grow">
          <div className="row row--wrap">
            <h1>{t("title", { id: transactionId })}</h1>
            {active ? (
              <Status pill state={session.state} since={session.lastEventAt} timeZone={timeZone} />
            ) : (
              <Status pill state="ended" word={t("endedAt", { when: when(session.endedAt ?? session.lastEventAt) })} />
            )}
            {session.hasGap ? <Tag tone="warn">{t("hasGap")}</Tag> : null}
            <CopyButton iconOnly text={transactionId} label={t("copyId")} />
          </div>
          <p className="sub session__where">
            <Link href={stationHref(stationIdentity)}>
              {evseId === null ? stationIdentity : t("place", { station: stationIdentity, evse: evseId })}
            </Link>
            {session.siteName ? ` · ${session.siteName}` : ""} ·{" "}
            {session.idToken ? t("card", { card: session.idToken }) : t("noCard")}
            {" · "}
            {format.longDate(began, timeZone)}
          </p>
        </div>
        <div className="row row--wrap">
          <LinkButton icon="msg" href={`${stationHref(stationIdentity)}?tab=messages`}>
            {t("messages")}
          </LinkButton>
          {active ? (
            <Button look="stop" onClick={() => setStopping(true)}>
              {t("stop")}
            </Button>
          ) : null}
        </div>
      </div>
      {isStopping ? (
        <StopCharging
          sessionId={session.id}
          stationIdentity={stationIdentity}
          evseId={evseId}
          isOnline={session.state !== "offline"}
          isOvertaken={session.overtakenBy !== null}
          timeZone={timeZone}
          onClose={() => setStopping(false)}
        />
      ) : null}
    </div>
  );
}
