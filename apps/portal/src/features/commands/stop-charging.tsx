"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Dialog } from "@/ui/overlay";
import { CommandSteps } from "./command-steps";
import { UnderWay } from "./under-way";
import { useRecord } from "./use-record";

type Props = {
  sessionId: string;
  stationIdentity: string;
  evseId: number | null;
  isOnline: boolean;
  timeZone?: string;
  onClose: () => void;
};

/** Names what will stop, asks once, then shows what came of it. */
export function StopCharging({ sessionId, stationIdentity, evseId, isOnline, timeZone = "UTC", onClose }: Props) {
  const t = useTranslations("stop");
  const ui = useTranslations("ui");
  const stop = useMutation(useTRPC().sessions.remoteStop.mutationOptions());
  const record = useRecord(stop.data?.id, stop.data);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={
        evseId === null
          ? t("title", { identity: stationIdentity })
          : t("titleEvse", { identity: stationIdentity, evse: evseId })
      }
      note={t("note")}
      footer={
        record ? (
          <Button look="go" onClick={onClose}>
            {ui("done")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{ui("cancel")}</Button>
            <Button look="stop" busy={stop.isPending} onClick={() => stop.mutate({ id: sessionId })}>
              {t("do")}
            </Button>
          </>
        )
      }
    >
      {!isOnline ? (
        <Notice tone="off" title={t("offline")}>
          <p>{t("offlineNext")}</p>
        </Notice>
      ) : null}
      <UnderWay stationIdentity={stationIdentity} timeZone={timeZone} except={record?.id} />
      {stop.error ? <Failure error={stop.error} /> : null}
      {record ? <CommandSteps record={record} timeZone={timeZone} /> : null}
    </Dialog>
  );
}
