"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { Notice } from "@/ui/notice";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";
import { useDeviceWords } from "./device-words";
import type { Monitor } from "./monitor-columns";

type Answer = { clearMonitoringResult?: { status?: string }[] } | null | undefined;

/** N06: what is built into the station stays. */
export function ClearMonitor({
  station,
  monitor,
  onClose,
}: {
  station: StationDetail;
  monitor: Monitor;
  onClose: () => void;
}) {
  const t = useTranslations("diagnostics");
  const words = useDeviceWords();
  const send = useMutation(useTRPC().diagnostics.clearMonitors.mutationOptions());
  return (
    <SendDialog
      station={station}
      title={t("clearMonitor", { n: monitor.monitorId })}
      note={`${words.variable(monitor)}, ${words.place(monitor)}`}
      verb={t("clear")}
      look="stop"
      sending={send}
      onSend={() => send.mutate({ identity: station.identity, ask: { ids: [monitor.monitorId] } })}
      onClose={onClose}
      after={({ response }) => {
        const status = (response as Answer)?.clearMonitoringResult?.[0]?.status;
        if (status === "Rejected")
          return (
            <Notice tone="warn" title={t("clearRejected")}>
              <p>{t("clearRejectedNote")}</p>
            </Notice>
          );
        return status ? <Notice tone="good" title={t("clearDone")} /> : null;
      }}
    >
      <p>{t("clearNote")}</p>
    </SendDialog>
  );
}
