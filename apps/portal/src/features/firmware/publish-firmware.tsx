"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { Input } from "@/ui/field";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";

/** L03: the station fetches it once, for those behind it. */
export function PublishFirmware({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("firmware");
  const [location, setLocation] = useState("");
  const [checksum, setChecksum] = useState("");
  const send = useMutation(useTRPC().firmware.publish.mutationOptions());
  return (
    <SendDialog
      station={station}
      title={t("publishBy", { identity: station.identity })}
      note={t("publishNote")}
      verb={t("publish")}
      sending={send}
      onSend={() => send.mutate({ identity: station.identity, ask: { location, checksum: checksum.trim() } })}
      onClose={onClose}
    >
      <Input
        label={t("location")}
        help={t("locationHelp")}
        type="url"
        value={location}
        maxLength={512}
        placeholder="https://files.example/firmware-2.4.1.bin"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setLocation(event.target.value)}
      />
      <Input
        label={t("checksum")}
        help={t("checksumHelp")}
        className="mono"
        value={checksum}
        maxLength={32}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setChecksum(event.target.value)}
      />
    </SendDialog>
  );
}
