"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Dialog } from "@/ui/overlay";
import { CommandSteps } from "../commands/command-steps";
import { useRecord } from "../commands/use-record";
import { Credentials } from "./credentials";
import { PasswordOutcome, UnsettledPassword } from "./password-outcome";
import type { StationDetail } from "./station";

const ways = ["station", "here"] as const;

/** A new password: given to the station over OCPP (A01), or set here alone and shown once for whoever enters it there. */
export function SetPassword({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("password");
  const ui = useTranslations("ui");
  const trpc = useTRPC();
  const { identity } = station;
  const [way, setWay] = useState<(typeof ways)[number]>(station.bootedAt ? "station" : "here");
  const change = useMutation(trpc.stations.changePassword.mutationOptions());
  const set = useMutation(trpc.stations.setPassword.mutationOptions());
  const record = useRecord(change.data?.id, change.data);
  const isDone = record !== undefined || set.data !== undefined;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title", { identity })}
      footer={
        isDone ? (
          <Button look="go" onClick={onClose}>
            {ui("done")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{ui("cancel")}</Button>
            <Button
              look={way === "station" ? "go" : "stop"}
              busy={change.isPending || set.isPending}
              onClick={() => (way === "station" ? change.mutate({ identity }) : set.mutate({ identity }))}
            >
              {t(`${way}.do`)}
            </Button>
          </>
        )
      }
    >
      {isDone ? null : (
        <>
          <UnsettledPassword identity={identity} />
          <div className="choice" role="radiogroup" aria-label={t("how")}>
            {ways.map((one) => (
              <label key={one}>
                <input type="radio" name="way" checked={way === one} onChange={() => setWay(one)} />
                {t(`${one}.title`)}
                <small>{t(`${one}.note`)}</small>
              </label>
            ))}
          </div>
          {way === "here" ? (
            <Notice tone="warn" title={t("warning")}>
              <p>{t("warningNext")}</p>
            </Notice>
          ) : station.isOnline ? null : (
            <Notice tone="off" title={t("offline")}>
              <p>{t("offlineNext")}</p>
            </Notice>
          )}
        </>
      )}
      {set.data ? <Credentials {...set.data} /> : null}
      {record ? (
        <>
          <PasswordOutcome identity={identity} commandId={record.id} />
          <CommandSteps record={record} timeZone={station.timeZone} />
        </>
      ) : null}
      {(change.error ?? set.error) ? <Failure error={change.error ?? set.error} /> : null}
    </Dialog>
  );
}
