"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { Dialog } from "@/ui/overlay";
import { Select } from "@/ui/select";
import type { StationDetail } from "../stations/station";
import { CommandSteps } from "./command-steps";
import { UnderWay } from "./under-way";
import { useRecord } from "./use-record";

/** Starts a session for a card, at one EVSE or wherever the station likes. */
export function StartCharging({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("start");
  const ui = useTranslations("ui");
  const status = useTranslations("status");
  const [evse, setEvse] = useState("any");
  const [idToken, setIdToken] = useState("");
  const [isMissing, setMissing] = useState(false);
  const start = useMutation(useTRPC().stations.remoteStart.mutationOptions());
  const record = useRecord(start.data?.id, start.data);
  const go = () => {
    setMissing(idToken.trim() === "");
    if (idToken.trim())
      start.mutate({
        identity: station.identity,
        idToken: idToken.trim(),
        ...(evse === "any" ? {} : { evseId: Number(evse) }),
      });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title", { identity: station.identity })}
      footer={
        <>
          <Button onClick={onClose}>{record ? ui("done") : ui("cancel")}</Button>
          <Button look="go" icon="bolt" busy={start.isPending} onClick={go}>
            {record ? t("again") : t("do")}
          </Button>
        </>
      }
    >
      {!station.isOnline ? (
        <Notice tone="off" title={t("offline")}>
          <p>{t("offlineNext")}</p>
        </Notice>
      ) : null}
      <UnderWay stationIdentity={station.identity} timeZone={station.timeZone} except={record?.id} />
      <Select
        label={t("evse")}
        value={evse}
        options={[
          { value: "any", label: t("any") },
          ...station.evses.map((one) => ({
            value: String(one.id),
            label: `${t("evseNumber", { n: one.id })} · ${status(one.state)}`,
          })),
        ]}
        onChange={setEvse}
      />
      <Input
        label={t("card")}
        help={t("cardHelp")}
        error={isMissing ? t("cardMissing") : undefined}
        value={idToken}
        maxLength={36}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setIdToken(event.target.value)}
      />
      {start.error ? <Failure error={start.error} /> : null}
      {record ? <CommandSteps record={record} timeZone={station.timeZone} /> : null}
    </Dialog>
  );
}
