"use client";
import "./commands.css";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Failure } from "@/client/failure";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Dialog } from "@/ui/overlay";
import type { StationDetail } from "../stations/station";
import type { CommandDetail } from "./command";
import { CommandSteps } from "./command-steps";
import { useRecord } from "./use-record";

type Props = {
  station: StationDetail;
  title: string;
  note?: ReactNode;
  /** What the button says. */
  act: string;
  look?: "go" | "stop";
  send: { data: CommandDetail | undefined; error: unknown; isPending: boolean; reset: () => void };
  onSend: () => void;
  onClose: () => void;
  /** What the answer says beyond its status. */
  outcome?: (record: CommandDetail) => ReactNode;
  children?: ReactNode;
};

/** A question to a station: written, then followed until it is answered. */
export function AskStation({
  station,
  title,
  note,
  act,
  look = "go",
  send,
  onSend,
  onClose,
  outcome,
  children,
}: Props) {
  const t = useTranslations("commands");
  const ui = useTranslations("ui");
  const record = useRecord(send.data?.id, send.data);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      note={note}
      footer={
        record ? (
          <>
            <Button onClick={send.reset}>{t("again")}</Button>
            <Button look="go" onClick={onClose}>
              {ui("done")}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>{ui("cancel")}</Button>
            <Button look={look} busy={send.isPending} onClick={onSend}>
              {act}
            </Button>
          </>
        )
      }
    >
      {!station.isOnline ? (
        <Notice tone="off" title={t("offline")}>
          <p>{t("offlineNext")}</p>
        </Notice>
      ) : null}
      {record ? (
        <>
          {outcome?.(record)}
          <CommandSteps record={record} timeZone={station.timeZone} />
        </>
      ) : (
        children
      )}
      {send.error ? <Failure error={send.error} /> : null}
    </Dialog>
  );
}
