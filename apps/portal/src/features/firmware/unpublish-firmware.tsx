"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { SendDialog } from "../commands/send-dialog";
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
    <SendDialog
      station={station}
      title={t("unpublishAt", { identity: station.identity })}
      note={job.checksum}
      verb={t("unpublish")}
      look="stop"
      sending={send}
      onSend={() => send.mutate({ identity: station.identity, ask: { checksum: job.checksum ?? "" } })}
      onClose={onClose}
    >
      <p>{t("unpublishNote")}</p>
    </SendDialog>
  );
}
