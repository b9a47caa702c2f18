"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { Input } from "@/ui/field";
import { readMoment } from "@/ui/zoned-moment";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";

export const logTypes = ["DiagnosticsLog", "SecurityLog"] as const;

/** N01: what log, where to, and of which time. */
export function RequestLog({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("diagnostics");
  const [logType, setLogType] = useState<(typeof logTypes)[number]>("DiagnosticsLog");
  const [remoteLocation, setRemoteLocation] = useState("");
  const [oldest, setOldest] = useState("");
  const [latest, setLatest] = useState("");
  const send = useMutation(useTRPC().diagnostics.requestLog.mutationOptions());
  const go = () =>
    send.mutate({
      identity: station.identity,
      ask: {
        logType,
        remoteLocation,
        oldestAt: readMoment(oldest, station.timeZone),
        latestAt: readMoment(latest, station.timeZone),
      },
    });
  return (
    <SendDialog
      station={station}
      title={t("askLogOf", { identity: station.identity })}
      note={t("askLogNote")}
      verb={t("askLog")}
      sending={send}
      onSend={go}
      onClose={onClose}
    >
      <div className="choice" role="radiogroup" aria-label={t("logType.head")}>
        {logTypes.map((one) => (
          <label key={one}>
            <input type="radio" name="log" checked={logType === one} onChange={() => setLogType(one)} />
            {t(`logType.${one}`)}
            <small>{t(`logTypeNote.${one}`)}</small>
          </label>
        ))}
      </div>
      <Input
        label={t("remoteLocation")}
        help={t("remoteLocationHelp")}
        type="url"
        value={remoteLocation}
        maxLength={512}
        placeholder="https://files.example/upload/"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setRemoteLocation(event.target.value)}
      />
      <div className="two">
        <Input
          label={t("from")}
          type="datetime-local"
          value={oldest}
          onChange={(event) => setOldest(event.target.value)}
        />
        <Input
          label={t("to")}
          type="datetime-local"
          value={latest}
          onChange={(event) => setLatest(event.target.value)}
        />
      </div>
      <p className="small dim">{t("zone", { zone: station.timeZone })}</p>
    </SendDialog>
  );
}
