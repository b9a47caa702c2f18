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
  title: ReactNode;
  note?: ReactNode;
  verb: string;
  look?: "go" | "stop";
  wide?: boolean;
  sending: { data: CommandDetail | undefined; error: unknown; isPending: boolean; reset: () => void };
  onSend: () => void;
  onClose: () => void;
  /** What to fill in, or to know, before it is sent. */
  children?: ReactNode;
  /** What the answer says beyond its status. */
  after?: (record: CommandDetail) => ReactNode;
};

/** Says what will be sent, asks once, then shows what came of it. */
export function SendDialog({
  station,
  verb,
  look = "go",
  sending,
  onSend,
  onClose,
  children,
  after,
  ...dialog
}: Props) {
  const t = useTranslations("commands");
  const ui = useTranslations("ui");
  const record = useRecord(sending.data?.id, sending.data);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      {...dialog}
      footer={
        record ? (
          <>
            <Button onClick={sending.reset}>{t("again")}</Button>
            <Button look="go" onClick={onClose}>
              {ui("done")}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>{ui("cancel")}</Button>
            <Button look={look} busy={sending.isPending} onClick={onSend}>
              {verb}
            </Button>
          </>
        )
      }
    >
      {!station.isOnline && !record ? (
        <Notice tone="off" title={t("offline")}>
          <p>{t("offlineNext")}</p>
        </Notice>
      ) : null}
      {record ? (
        <>
          {after?.(record)}
          <CommandSteps record={record} timeZone={station.timeZone} />
        </>
      ) : (
        children
      )}
      {sending.error ? <Failure error={sending.error} /> : null}
    </Dialog>
  );
}
