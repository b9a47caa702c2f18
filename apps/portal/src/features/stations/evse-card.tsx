"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAddress } from "@/ui/address";
import { Age } from "@/ui/age";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { Notice } from "@/ui/notice";
import { shortId } from "@/ui/short-id";
import { Status } from "@/ui/status";
import type { Availability } from "../availability/availability";
import { EvseService } from "../availability/evse-service";
import { StopCharging } from "../commands/stop-charging";
import { KeptFor } from "../reservation/kept-for";
import type { ReservationRow } from "../reservation/reservation";
import type { SessionNow } from "../sessions/session";
import { connectorName } from "./connector-name";
import type { EvseNow, StationDetail } from "./station";

type Props = {
  evse: EvseNow;
  station: StationDetail;
  availability: Availability | undefined;
  kept: ReservationRow[];
};

export function EvseCard({ evse, station, availability, kept }: Props) {
  const t = useTranslations("station");
  const status = useTranslations("status");
  const format = useFormat();
  const address = useAddress();
  // Held here, so that the dialog can still say what came of it when the session is over.
  const [stopping, setStopping] = useState<string>();
  const types = [...new Set(evse.connectors.flatMap(({ type }) => (type ? [connectorName(type)] : [])))].join(", ");
  const last =
    evse.lastKnownState && evse.lastKnownAt
      ? t("before", { state: status(evse.lastKnownState), when: format.exact(evse.lastKnownAt, station.timeZone) })
      : null;
  return (
    <Card className="evse" aria-label={t("evse", { n: evse.id })}>
      <div className="row between row--wrap">
        <h2>
          {t("evse", { n: evse.id })} {types ? <span className="dim">· {types}</span> : null}
        </h2>
        <Status
          pill
          state={evse.state}
          since={evse.state === "unknown" ? null : evse.since}
          timeZone={station.timeZone}
        />
      </div>
      {evse.state === "offline" ? (
        <Notice tone="off" title={t("offlineEvse")}>
          {last ? <p>{last}</p> : null}
        </Notice>
      ) : null}
      {evse.state === "unknown" ? (
        <>
          <Notice
            title={
              station.connectedAt
                ? t("unheard", { when: format.clock(station.connectedAt, station.timeZone) })
                : t("unheardNever")
            }
          >
            {last ? <p>{last}</p> : null}
          </Notice>
          {station.isOnline ? (
            <div>
              <Button
                size="s"
                icon="redo"
                onClick={() => address.write({ command: "TriggerMessage", evse: String(evse.id) })}
              >
                {t("askState")}
              </Button>
            </div>
          ) : null}
        </>
      ) : null}
      {evse.session ? (
        <SessionHere session={evse.session} station={station} onStop={() => setStopping(evse.session?.id)} />
      ) : (
        <Connectors evse={evse} availability={availability} />
      )}
      <KeptFor reservations={kept} />
      {availability ? <EvseService evse={evse} station={station} availability={availability} /> : null}
      {stopping ? (
        <StopCharging
          sessionId={stopping}
          stationIdentity={station.identity}
          evseId={evse.id}
          isOnline={station.isOnline}
          timeZone={station.timeZone}
          onClose={() => setStopping(undefined)}
        />
      ) : null}
    </Card>
  );
}

function Connectors({ evse, availability }: { evse: EvseNow; availability: Availability | undefined }) {
  const t = useTranslations("station");
  const { connectors = [] } = availability?.evses.find(({ id }) => id === evse.id) ?? {};
  // An EVSE serves one car at a time: the other plug says Available and is not (G01.FR.08).
  const takenBy = (connectorId: number) => connectors.find(({ id }) => id === connectorId)?.takenBy ?? null;
  return (
    <ul className="small sub stack">
      {evse.connectors.map((connector) => (
        <li key={connector.id} className="row between">
          <span>
            {t("connector", { n: connector.id })}
            {connector.type ? `, ${connectorName(connector.type)}` : ""}
          </span>
          <span>
            {connector.status === "Available" && takenBy(connector.id) !== null
              ? t("takenBy", { n: takenBy(connector.id) ?? 0 })
              : (connector.status ?? "?")}
          </span>
        </li>
      ))}
    </ul>
  );
}

function SessionHere({
  session,
  station,
  onStop,
}: {
  session: SessionNow;
  station: StationDetail;
  onStop: () => void;
}) {
  const t = useTranslations("station");
  const format = useFormat();
  const isOffline = !station.isOnline;
  return (
    <>
      <div className="quad">
        <Quarter label={t("powerLabel")} value={isOffline ? "?" : `${format.kW(session.powerW)} kW`} />
        <Quarter label={t("energyLabel")} value={`${format.kWh(session.energyWh, 3)} kWh`} />
        <Quarter
          label={t("batteryLabel")}
          value={session.stateOfCharge === null ? "–" : `${format.percent(session.stateOfCharge)} %`}
        />
        <Quarter
          label={t("sinceLabel")}
          value={session.startedAt ? <Age at={session.startedAt} timeZone={station.timeZone} /> : "?"}
        />
      </div>
      {session.stateOfCharge !== null ? (
        <div className="bar" role="img" aria-label={t("batteryAt", { n: session.stateOfCharge })}>
          <i
            style={
              { width: `${Math.min(100, session.stateOfCharge)}%`, "--c": "var(--series-2)" } as React.CSSProperties
            }
          />
        </div>
      ) : null}
      <div className="row between row--wrap small">
        <span className="sub">
          {session.idToken ? <>{t("card", { token: session.idToken })} · </> : null}
          <Link href={`/sessions/${session.id}`} title={session.transactionId}>
            {t("session", { id: shortId(session.transactionId) })}
          </Link>
        </span>
        <Button size="s" onClick={() => onStop()}>
          {t("stop")}
        </Button>
      </div>
    </>
  );
}

function Quarter({ label, value }: { label: string; value: React.ReactNode }) {
  return (
    <div>
      <span>{label}</span>
      <b>{value}</b>
    </div>
  );
}
