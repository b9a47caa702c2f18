"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { TextArea } from "@/ui/field";
import { Select } from "@/ui/select";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";
import { type RootKind, rootKinds } from "./certificate";
import { useCertificateKind } from "./certificate-kind";

/** M05: a root for the station to trust. */
export function InstallCertificate({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("certificates");
  const kindOf = useCertificateKind();
  const [certificateType, setKind] = useState<RootKind>("CSMSRootCertificate");
  const [pem, setPem] = useState("");
  const [isMissing, setMissing] = useState(false);
  const install = useMutation(useTRPC().certificates.install.mutationOptions());
  const certificate = pem.trim();
  return (
    <SendDialog
      wide
      station={station}
      title={t("installTitle", { identity: station.identity })}
      note={t("installNote")}
      verb={t("install")}
      sending={install}
      onSend={() => {
        setMissing(certificate === "");
        if (certificate) install.mutate({ identity: station.identity, certificateType, certificate });
      }}
      onClose={onClose}
    >
      <Select
        label={t("kind")}
        value={certificateType}
        options={rootKinds.map((value) => ({ value, label: kindOf(value) }))}
        onChange={setKind}
      />
      <TextArea
        label={t("pem")}
        help={t("pemHelp")}
        error={isMissing ? t("pemMissing") : undefined}
        className="mono"
        value={pem}
        maxLength={5500}
        spellCheck={false}
        placeholder="-----BEGIN CERTIFICATE-----"
        onChange={(event) => setPem(event.target.value)}
      />
    </SendDialog>
  );
}
