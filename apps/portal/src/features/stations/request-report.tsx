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
import type { StationDetail } from "./station";

const bases = ["FullInventory", "ConfigurationInventory", "SummaryInventory"] as const;

/** Asks the station for its device model; the rows come in as it tells them. */
export function RequestReport({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("report");
  const ui = useTranslations("ui");
  const [reportBase, setReportBase] = useState<(typeof bases)[number]>("FullInventory");
  const send = useMutation(useTRPC().commands.send.mutationOptions());
  const record = useRecord(send.data?.id, send.data);
  const [requestId = 0] = useState(() => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title", { identity: station.identity })}
      note={t("note")}
      footer={
        record ? (
          <Button look="go" onClick={onClose}>
            {ui("done")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{ui("cancel")}</Button>
            <Button
              look="go"
              busy={send.isPending}
              onClick={() =>
                send.mutate({
                  stationIdentity: station.identity,
                  action: "GetBaseReport",
                  payload: { requestId: requestId >>> 1, reportBase },
                })
              }
            >
              {t("do")}
            </Button>
          </>
        )
      }
    >
      {!station.isOnline ? <Notice tone="off" title={t("offline")} /> : null}
      {record ? (
        <CommandSteps record={record} timeZone={station.timeZone} />
      ) : (
        <div className="choice" role="radiogroup" aria-label={t("what")}>
          {bases.map((base) => (
            <label key={base}>
              <input type="radio" name="base" checked={reportBase === base} onChange={() => setReportBase(base)} />
              {t(`${base}.title`)}
              <small>{t(`${base}.note`)}</small>
            </label>
          ))}
        </div>
      )}
      {send.error ? <Failure error={send.error} /> : null}
    </Dialog>
  );
}
