"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { Select } from "@/ui/select";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";
import { severities, useSeverityWord } from "./severity";

/** N05: events this grave, or more, are told. */
export function SetLevel({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("diagnostics");
  const word = useSeverityWord();
  const [level, setLevel] = useState("6");
  const send = useMutation(useTRPC().diagnostics.setLevel.mutationOptions());
  return (
    <SendDialog
      station={station}
      title={t("setLevel")}
      note={station.identity}
      verb={t("setLevel")}
      sending={send}
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
    </SendDialog>
  );
}
