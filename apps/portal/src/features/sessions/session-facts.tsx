"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card, CardBody, CardHead } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { stationHref } from "../stations/station-columns";
import type { SessionDetail } from "./session";

/** The rest, in OCPP's words: for whoever compares it with the station. */
export function SessionFacts({ session }: { session: SessionDetail }) {
  const t = useTranslations("session");
  const format = useFormat();
  const { timeZone } = session;
  const facts: [string, ReactNode][] = [
    [
      "transactionId",
      <span key="id" className="mono">
        {session.transactionId}
      </span>,
    ],
    [
      t("facts.station"),
      <Link key="station" href={stationHref(session.stationIdentity)}>
        {session.stationIdentity}
      </Link>,
    ],
    [
      t("facts.evse"),
      session.evseId === null
        ? t("facts.unknown")
        : [session.evseId, session.connectorId].filter((n) => n !== null).join(" / "),
    ],
    [
      t("facts.card"),
      session.idToken ? (
        <span key="card" className="mono">
          {session.idToken}
        </span>
      ) : (
        t("facts.noCard")
      ),
    ],
    ...(session.idTokenType ? [[t("facts.cardType"), session.idTokenType] as [string, ReactNode]] : []),
    [t("facts.started"), session.startedAt ? format.exact(session.startedAt, timeZone) : t("facts.unknown")],
    ...(session.startTrigger ? [[t("facts.startTrigger"), session.startTrigger] as [string, ReactNode]] : []),
    ...(session.remoteStartId === null
      ? []
      : [["remoteStartId", String(session.remoteStartId)] as [string, ReactNode]]),
    ...(session.active
      ? []
      : [
          [t("facts.ended"), session.endedAt ? format.exact(session.endedAt, timeZone) : t("facts.unknown")] as [
            string,
            ReactNode,
          ],
        ]),
    ...(session.endTrigger ? [[t("facts.endTrigger"), session.endTrigger] as [string, ReactNode]] : []),
    ...(session.stoppedReason ? [["stoppedReason", session.stoppedReason] as [string, ReactNode]] : []),
    [t("facts.lastEvent"), format.exact(session.lastEventAt, timeZone)],
  ];
  return (
    <Card>
      <CardHead title={t("facts.title")} />
      <CardBody>
        <dl className="facts">
          {facts.map(([name, value]) => (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ))}
        </dl>
      </CardBody>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
