"use client";
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
  note: string;
  go: string;
  look?: "go" | "stop";
  mutation: { data: CommandDetail | undefined; error: unknown; isPending: boolean };
  onGo: () => void;
  onClose: () => void;
  children?: ReactNode;
};

/** A question to a station in a dialog: what is asked, then what came of it; offline it says that it waits. */
export function AskDialog({ station, title, note, go, look = "go", mutation, onGo, onClose, children }: Props) {
  const t = useTranslations("commands");
  const ui = useTranslations("ui");
  const record = useRecord(mutation.data?.id, mutation.data);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      note={note}
      footer={
        record ? (
          <Button look="go" onClick={onClose}>
            {ui("done")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{ui("cancel")}</Button>
            <Button look={look} busy={mutation.isPending} onClick={onGo}>
              {go}
            </Button>
          </>
        )
      }
    >
      {station.isOnline ? null : (
        <Notice tone="off" title={t("offline")}>
          <p>{t("offlineNext")}</p>
        </Notice>
      )}
      {record ? <CommandSteps record={record} timeZone={station.timeZone} /> : children}
      {mutation.error ? <Failure error={mutation.error} /> : null}
    </Dialog>
  );
}
