"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { Input, TextArea } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { readMoment } from "@/ui/zoned-moment";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";

/** L01 with a certificate and a signature, L02 without. */
export function UpdateFirmware({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("firmware");
  const commands = useTranslations("commands");
  const [location, setLocation] = useState("");
  const [retrieve, setRetrieve] = useState("");
  const [install, setInstall] = useState("");
  const [signingCertificate, setCertificate] = useState("");
  const [signature, setSignature] = useState("");
  const send = useMutation(useTRPC().firmware.update.mutationOptions());
  const charging = station.evses.filter((evse) => evse.session).length;
  const go = () =>
    send.mutate({
      identity: station.identity,
      ask: {
        location,
        retrieveAt: readMoment(retrieve, station.timeZone),
        installAt: readMoment(install, station.timeZone),
        signingCertificate: signingCertificate.trim() || undefined,
        signature: signature.replace(/\s/g, "") || undefined,
      },
    });
  return (
    <SendDialog
      station={station}
      title={t("updateOf", { identity: station.identity })}
      note={t("updateNote")}
      verb={t("update")}
      look="stop"
      sending={send}
      onSend={go}
      onClose={onClose}
    >
      {charging > 0 ? (
        <Notice tone="warn" title={commands("chargingNow", { n: charging })}>
          <p>{t("chargingNote")}</p>
        </Notice>
      ) : null}
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
      <div className="two">
        <Input
          label={t("retrieve")}
          type="datetime-local"
          value={retrieve}
          onChange={(event) => setRetrieve(event.target.value)}
        />
        <Input
          label={t("install")}
          type="datetime-local"
          value={install}
          onChange={(event) => setInstall(event.target.value)}
        />
      </div>
      <p className="small dim">{t("zone", { zone: station.timeZone })}</p>
      <TextArea
        label={t("signingCertificate")}
        help={t("signingHelp")}
        rows={3}
        value={signingCertificate}
        maxLength={5_500}
        spellCheck={false}
        onChange={(event) => setCertificate(event.target.value)}
      />
      <TextArea
        label={t("signature")}
        rows={2}
        value={signature}
        maxLength={900}
        spellCheck={false}
        onChange={(event) => setSignature(event.target.value)}
      />
    </SendDialog>
  );
}
