"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";

/** M03: all kinds. */
export function AskCertificates({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("certificates");
  const ask = useMutation(useTRPC().certificates.ask.mutationOptions());
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
