"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { failureOf } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Notice } from "@/ui/notice";
import { Switch } from "@/ui/tick";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";
import type { InstalledCertificate } from "./certificate";
import { useCertificateKind } from "./certificate-kind";

/** M04: by the very hashes the station told; the last root of ours only when somebody insists. */
export function DeleteCertificate({
  station,
  certificate: { certificateType, hash },
  onClose,
}: {
  station: StationDetail;
  certificate: InstalledCertificate;
  onClose: () => void;
}) {
  const t = useTranslations("certificates");
  const kindOf = useCertificateKind();
  const [insists, setInsists] = useState(false);
  const remove = useMutation(useTRPC().certificates.delete.mutationOptions());
  const isLastRoot = remove.error !== null && failureOf(remove.error).kind === "conflict";
  return (
    <SendDialog
      station={station}
      title={t("deleteTitle", { identity: station.identity })}
      note={t("deleteNote")}
      verb={t("delete")}
      look="stop"
      sending={remove}
      onSend={() => remove.mutate({ identity: station.identity, certificateHashData: hash, evenLastRoot: insists })}
      onClose={onClose}
    >
      <dl className="facts">
        <dt>{t("kind")}</dt>
        <dd>{kindOf(certificateType)}</dd>
        <dt>{t("serial")}</dt>
        <dd className="mono">{hash.serialNumber}</dd>
      </dl>
      {isLastRoot ? (
        <>
          <Notice tone="warn" title={t("lastRoot")}>
            <p>{t("lastRootNext")}</p>
          </Notice>
          <Switch label={t("evenLastRoot")} checked={insists} onChange={setInsists} />
        </>
      ) : null}
    </SendDialog>
  );
}
