"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card, CardBody, CardHead } from "@/ui/card";
import { useDuration, useFormat } from "@/ui/format";
import { Empty } from "@/ui/notice";
import { useNow } from "@/ui/now";
import { Status } from "@/ui/status";
import type { SessionRow } from "../sessions/session";
import { useScoped } from "../sites/use-scoped";

/** The sessions that draw most right now. */
export function TopSessions({ sessions, total }: { sessions: SessionRow[]; total: number }) {
  const t = useTranslations("overview");
  const scoped = useScoped();
  return (
    <Card className="c4">
      <CardHead title={t("chargingNow")} note="kW" />
      {sessions.length === 0 ? (
        <Empty icon="bolt" title={t("nobodyCharges")}>
          {t("nobodyChargesNote")}
        </Empty>
      ) : (
        <CardBody>
          {sessions.map((session) => (
            <Draw key={session.id} session={session} />
          ))}
        </CardBody>
      )}
      {total > sessions.length ? (
        <div className="card__foot">
          <Link href={scoped("/sessions?view=active")}>{t("allActive", { n: total })}</Link>
        </div>
      ) : null}
    </Card>
  );
}

function Draw({ session }: { session: SessionRow }) {
  const t = useTranslations("overview");
  const format = useFormat();
  const duration = useDuration();
  const now = useNow();
  return (
    <Link className="draw" href={`/sessions/${session.id}`}>
      <b className="strong">
        {session.stationIdentity}
        {session.evseId !== null ? <span className="dim"> · {t("evse", { n: session.evseId })}</span> : null}
      </b>
      <b className="num strong">{format.kW(session.powerW)}</b>
      <small>
        {session.state === "charging" ? null : (
          <>
            <Status state={session.state} /> ·{" "}
          </>
        )}
        {[session.siteName, session.startedAt ? duration((now - session.startedAt.getTime()) / 1000) : null]
          .filter(Boolean)
          .join(" · ")}
      </small>
      <small className="num">{format.kWh(session.energyWh)} kWh</small>
      {session.stateOfCharge !== null ? (
        <span className="bar" role="img" aria-label={t("battery", { n: session.stateOfCharge })}>
          <i
            style={
              { width: `${Math.min(100, session.stateOfCharge)}%`, "--c": "var(--series-2)" } as React.CSSProperties
            }
          />
        </span>
      ) : null}
    </Link>
  );
}
