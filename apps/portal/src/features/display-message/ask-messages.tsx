"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";

/** O03: what is shown comes after the answer; the list behind fills as it comes. */
export function AskMessages({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("displayMessage");
  const ask = useMutation(useTRPC().displayMessage.ask.mutationOptions());
  return (
    <SendDialog
      station={station}
      title={t("askTitle", { identity: station.identity })}
      note={t("askNote")}
      verb={t("ask")}
      sending={ask}
      onSend={() => ask.mutate({ identity: station.identity })}
      onClose={onClose}
    />
  );
}
