"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Dialog } from "@/ui/overlay";
import type { CommandRecord } from "./command";
import { CommandSteps } from "./command-steps";
import { UnderWay } from "./under-way";
import { useRecord } from "./use-record";

type Props = {
  sessionId: string;
  stationIdentity: string;
  evseId: number | null;
  isOnline: boolean;
  /** Another session has begun at its EVSE: it may be closed at once. */
  isOvertaken?: boolean;
  timeZone?: string;
  onClose: () => void;
};

/** Names what will stop, asks once, then shows what came of it. */
export function StopCharging({
  sessionId,
  stationIdentity,
  evseId,
  isOnline,
  isOvertaken = false,
  timeZone = "UTC",
  onClose,
}: Props) {
  const t = useTranslations("stop");
  const ui = useTranslations("ui");
  const stop = useMutation(useTRPC().sessions.remoteStop.mutationOptions());
  const record = useRecord(stop.data?.id, stop.data);
  const close = useClose();
  const [isClosable, setClosable] = useState(!isOnline || isOvertaken);
  if (!isClosable && (!isOnline || (record && isSettledInVain(record)))) setClosable(true);
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
        record || close.data ? (
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
      {!isOnline && !close.data ? (
        <Notice tone="off" title={t("offline")}>
          <p>{t("offlineNext")}</p>
        </Notice>
      ) : null}
      <UnderWay stationIdentity={stationIdentity} timeZone={timeZone} except={record?.id} />
      {stop.error ? <Failure error={stop.error} /> : null}
      {record ? <CommandSteps record={record} timeZone={timeZone} /> : null}
      {isClosable ? <CloseHere close={close} sessionId={sessionId} /> : null}
    </Dialog>
  );
}

/** The station did not do it, and will not. */
const isSettledInVain = ({ status, response }: CommandRecord) =>
  ["refused", "silent", "expired"].includes(status) ||
  (status === "answered" && (response as { status?: string } | null)?.status === "Rejected");

function useClose() {
  const client = useQueryClient();
  const trpc = useTRPC();
  return useMutation(
    trpc.sessions.close.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: trpc.sessions.pathKey() }),
    }),
  );
}

/** What the station will never end can be ended here. */
function CloseHere({ close, sessionId }: { close: ReturnType<typeof useClose>; sessionId: string }) {
  const t = useTranslations("stop");
  if (close.data) return <Notice tone="info" title={t("closed")} />;
  return (
    <Notice tone="warn" title={t("closeTitle")}>
      <p>{t("closeNote")}</p>
      {close.error ? <Failure error={close.error} /> : null}
      <Button look="stop" size="s" busy={close.isPending} onClick={() => close.mutate({ id: sessionId })}>
        {t("close")}
      </Button>
    </Notice>
  );
}
