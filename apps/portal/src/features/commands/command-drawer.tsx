"use client";
import "./commands.css";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTRPC } from "@/client/trpc";
import { useAddress } from "@/ui/address";
import { Button } from "@/ui/button";
import { useFormat } from "@/ui/format";
import { Notice } from "@/ui/notice";
import { Dialog } from "@/ui/overlay";
import { RawJson } from "@/ui/raw-json";
import type { StationDetail } from "../stations/station";
import { CommandForm } from "./command-form";
import { CommandSteps, CommandTag } from "./command-steps";
import { useRecord } from "./use-record";

/** What cuts people off or cannot be undone is asked about once. */
const asksFirst = new Set([
  "Reset",
  "UpdateFirmware",
  "SetNetworkProfile",
  "ClearCache",
  "DeleteCertificate",
  "InstallCertificate",
  "RequestStopTransaction",
  "UnlockConnector",
]);

/** A command beside the page: form, then sent, answered, observed. Esc closes and keeps the draft. */
export function CommandDrawer({
  station,
  action,
  onClose,
}: {
  station: StationDetail;
  action: string;
  onClose: () => void;
}) {
  const t = useTranslations("commands");
  const ui = useTranslations("ui");
  const format = useFormat();
  const trpc = useTRPC();
  const client = useQueryClient();
  const evse = useAddress().read("evse");
  const [asking, setAsking] = useState<{ payload: unknown; deadlineSeconds: number }>();
  const send = useMutation(
    trpc.commands.send.mutationOptions({
      onSuccess: () => void client.invalidateQueries({ queryKey: trpc.commands.list.pathKey() }),
    }),
  );
  const record = useRecord(send.data?.id, send.data);
  const charging = station.evses.filter((one) => one.session).length;
  const go = (payload: unknown, deadlineSeconds: number) =>
    send.mutate({ stationIdentity: station.identity, action, payload, deadlineSeconds });

  return (
    <Drawer title={action} note={t(`what.${action}` as "what.Reset")} onClose={onClose}>
      <div className="stack stack--4">
        {charging > 0 && action === "Reset" ? (
          <Notice tone="warn" title={t("chargingNow", { n: charging })}>
            <p>{t("resetNote")}</p>
          </Notice>
        ) : null}
        <CommandForm
          stationIdentity={station.identity}
          action={action}
          evseId={evse ? Number(evse) : undefined}
          isOnline={station.isOnline}
          isSending={send.isPending}
          error={send.error}
          sentBefore={record !== undefined}
          onSend={(payload, deadlineSeconds) =>
            asksFirst.has(action) ? setAsking({ payload, deadlineSeconds }) : go(payload, deadlineSeconds)
          }
        />
      </div>
      {record ? (
        <div className="stack stack--3">
          <div className="row between">
            <h3>{t("sentByYou", { when: format.clock(record.createdAt, station.timeZone) })}</h3>
            <CommandTag record={record} />
          </div>
          <CommandSteps record={record} timeZone={station.timeZone} />
        </div>
      ) : null}
      <Dialog
        open={asking !== undefined}
        onOpenChange={() => setAsking(undefined)}
        title={t("ask", { action, identity: station.identity })}
        note={charging > 0 ? t("chargingNow", { n: charging }) : t("askNote")}
        footer={
          <>
            <Button onClick={() => setAsking(undefined)}>{ui("cancel")}</Button>
            <Button
              look="stop"
              onClick={() => {
                if (asking) go(asking.payload, asking.deadlineSeconds);
                setAsking(undefined);
              }}
            >
              {t("sendNamed", { action })}
            </Button>
          </>
        }
      >
        <RawJson text={JSON.stringify(asking?.payload, null, 2) ?? ""} />
      </Dialog>
    </Drawer>
  );
}

/** Not modal: the page beside it stays in use. Focus moves in, Esc closes, focus returns. */
export function Drawer({
  title,
  note,
  onClose,
  children,
}: {
  title: string;
  note?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const ui = useTranslations("ui");
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    place.current?.focus({ preventScroll: window.innerWidth > 1180 });
    return () => before?.focus({ preventScroll: true });
  }, []);
  return (
    <aside
      className="drawer"
      aria-label={title}
      tabIndex={-1}
      ref={place}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onClose();
      }}
    >
      <div>
        <div className="row between">
          <h2 className="drawer__title">{title}</h2>
          <Button look="bare" icon="x" iconOnly aria-label={ui("close")} onClick={onClose} />
        </div>
        {note ? <p className="small dim">{note}</p> : null}
      </div>
      {children}
    </aside>
  );
}
