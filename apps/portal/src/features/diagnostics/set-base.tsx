"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { AskStation } from "../commands/ask-station";
import type { StationDetail } from "../stations/station";

export const bases = ["All", "FactoryDefault", "HardWiredOnly"] as const;

/** N03: all but `All` takes our monitors away. */
export function SetBase({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("diagnostics");
  const [base, setBase] = useState<(typeof bases)[number]>("All");
  const send = useMutation(useTRPC().diagnostics.setBase.mutationOptions());
  return (
    <AskStation
      station={station}
      title={t("setBase")}
      note={station.identity}
      act={t("setBase")}
      look={base === "All" ? "go" : "stop"}
      send={send}
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
    </AskStation>
  );
}
