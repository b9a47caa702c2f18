"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { Select } from "@/ui/select";
import { AskStation } from "../commands/ask-station";
import type { StationDetail } from "../stations/station";
import { severities, useSeverityWord } from "./severity";

/** N05: events this grave, or more, are told. */
export function SetLevel({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("diagnostics");
  const word = useSeverityWord();
  const [level, setLevel] = useState("6");
  const send = useMutation(useTRPC().diagnostics.setLevel.mutationOptions());
  return (
    <AskStation
      station={station}
      title={t("setLevel")}
      note={station.identity}
      act={t("setLevel")}
      send={send}
      onSend={() => send.mutate({ identity: station.identity, ask: { severity: Number(level) } })}
      onClose={onClose}
    >
      <Select
        label={t("level")}
        help={t("levelHelp")}
        value={level}
        options={severities.map((one) => ({ value: String(one), label: t("atMost", { n: one, word: word(one) }) }))}
        onChange={setLevel}
      />
    </AskStation>
  );
}
