"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { AskStation } from "../commands/ask-station";
import type { StationDetail } from "../stations/station";
import type { FirmwareJob } from "./firmware-columns";

/** L04 */
export function UnpublishFirmware({
  station,
  job,
  onClose,
}: {
  station: StationDetail;
  job: FirmwareJob;
  onClose: () => void;
}) {
  const t = useTranslations("firmware");
  const send = useMutation(useTRPC().firmware.unpublish.mutationOptions());
  return (
    <AskStation
      station={station}
      title={t("unpublishAt", { identity: station.identity })}
      note={job.checksum}
      act={t("unpublish")}
      look="stop"
      send={send}
      onSend={() => send.mutate({ identity: station.identity, ask: { checksum: job.checksum ?? "" } })}
      onClose={onClose}
    >
      <p>{t("unpublishNote")}</p>
    </AskStation>
  );
}
