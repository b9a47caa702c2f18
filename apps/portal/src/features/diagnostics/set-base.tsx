"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";

export const bases = ["All", "FactoryDefault", "HardWiredOnly"] as const;

/** N03: all but `All` takes our monitors away. */
export function SetBase({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("diagnostics");
  const [base, setBase] = useState<(typeof bases)[number]>("All");
  const send = useMutation(useTRPC().diagnostics.setBase.mutationOptions());
  return (
    <SendDialog
      station={station}
      title={t("setBase")}
      note={station.identity}
      verb={t("setBase")}
      look={base === "All" ? "go" : "stop"}
      sending={send}
      onSend={() => send.mutate({ identity: station.identity, ask: { monitoringBase: base } })}
      onClose={onClose}
    >
      <div className="choice" role="radiogroup" aria-label={t("base.head")}>
        {bases.map((one) => (
          <label key={one}>
            <input type="radio" name="base" checked={base === one} onChange={() => setBase(one)} />
            {t(`base.${one}.title`)}
            <small>{t(`base.${one}.note`)}</small>
          </label>
        ))}
      </div>
    </SendDialog>
  );
}
