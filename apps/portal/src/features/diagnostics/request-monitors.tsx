"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { Switch } from "@/ui/tick";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";

const criteria = ["ThresholdMonitoring", "DeltaMonitoring", "PeriodicMonitoring"] as const;
type Criterion = (typeof criteria)[number];

/** N02: all kinds unless some are chosen; what is not reported is no longer there. */
export function RequestMonitors({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("diagnostics");
  const [chosen, setChosen] = useState<Criterion[]>([...criteria]);
  const send = useMutation(useTRPC().diagnostics.requestMonitors.mutationOptions());
  const isAll = chosen.length === criteria.length || chosen.length === 0;
  return (
    <SendDialog
      station={station}
      title={t("askMonitors")}
      note={t("askMonitorsNote")}
      verb={t("askMonitors")}
      sending={send}
      onSend={() => send.mutate({ identity: station.identity, ask: isAll ? {} : { criteria: chosen } })}
      onClose={onClose}
    >
      {criteria.map((one) => (
        <Switch
          key={one}
          label={t(`criterion.${one}`)}
          checked={chosen.includes(one)}
          onChange={(on) => setChosen(on ? [...chosen, one] : chosen.filter((other) => other !== one))}
        />
      ))}
    </SendDialog>
  );
}
