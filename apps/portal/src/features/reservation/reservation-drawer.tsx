"use client";
import "../commands/commands.css";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure, failureOf } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Drawer } from "@/ui/drawer";
import { useFormat } from "@/ui/format";
import { Steps } from "@/ui/steps";
import { stationHref } from "../stations/station-columns";
import { CancelReservation } from "./cancel-reservation";
import { isLive, type ReservationDetail } from "./reservation";
import { ReservationState, usePlace } from "./reservation-words";
import { useLife } from "./use-life";

/** One reservation: where, for whom, and its life in words. */
export function ReservationDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTranslations("reservation");
  const query = useQuery(useTRPC().reservation.get.queryOptions({ id }));
  const isMissing = [400, 404].includes((query.error && failureOf(query.error).httpStatus) ?? 0);
  return (
    <Drawer title={query.data ? t("titleOf", { card: query.data.idToken }) : t("one")} onClose={onClose}>
      {query.data ? (
        <Life reservation={query.data} />
      ) : isMissing ? (
        <p className="sub">{t("missing")}</p>
      ) : query.error ? (
        <div>
          <Failure error={query.error} retry={() => void query.refetch()} />
        </div>
      ) : (
        <p className="dim">{t("loading")}</p>
      )}
    </Drawer>
  );
}

function Life({ reservation }: { reservation: ReservationDetail }) {
  const t = useTranslations("reservation");
  const format = useFormat();
  const place = usePlace();
  const steps = useLife(reservation);
  const [isCancelling, setCancelling] = useState(false);
  const { stationIdentity, siteName, groupIdToken, expiresAt, timeZone, reservationId } = reservation;
  const isAsked = steps.some((step) => step.id === "cancel" && step.state === "waiting");
  return (
    <>
      <div className="stack stack--3">
        <ReservationState row={reservation} />
        <dl className="facts">
          <dt>{t("station")}</dt>
          <dd>
            <Link href={stationHref(stationIdentity)}>{stationIdentity}</Link>
            {siteName ? `, ${siteName}` : ""}
          </dd>
          <dt>{t("place")}</dt>
          <dd>{place(reservation)}</dd>
          {groupIdToken ? (
            <>
              <dt>{t("group")}</dt>
              <dd>{groupIdToken}</dd>
            </>
          ) : null}
          <dt>{t("until")}</dt>
          <dd>{format.exact(expiresAt, timeZone)}</dd>
          <dt>{t("number")}</dt>
          <dd className="num">{reservationId}</dd>
        </dl>
      </div>
      <div className="stack stack--3">
        <h3>{t("life.title")}</h3>
        <Steps steps={steps} live />
        {isLive(reservation) && !isAsked ? (
          <div>
            <Button size="s" onClick={() => setCancelling(true)}>
              {t("cancel")}
            </Button>
          </div>
        ) : null}
      </div>
      {isCancelling ? <CancelReservation reservation={reservation} onClose={() => setCancelling(false)} /> : null}
    </>
  );
}
