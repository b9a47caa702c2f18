"use client";
import "./commands.css";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { useAddress } from "@/ui/address";
import { Button } from "@/ui/button";
import { Drawer } from "@/ui/drawer";
import { useFormat } from "@/ui/format";
import { Dialog } from "@/ui/overlay";
import { RawJson } from "@/ui/raw-json";
import type { StationDetail } from "../stations/station";
import { asksFirst } from "./asks-first";
import { CommandForm } from "./command-form";
import { CommandSteps, CommandTag } from "./command-steps";
import { ResetForm } from "./reset-form";
import { UnderWay } from "./under-way";
import { useRecord } from "./use-record";

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
  const sendOrAsk = (payload: unknown, deadlineSeconds: number) =>
    asksFirst.has(action) ? setAsking({ payload, deadlineSeconds }) : go(payload, deadlineSeconds);

  return (
    <Drawer title={action} note={t(`what.${action}` as "what.Reset")} onClose={onClose}>
      <div className="stack stack--4">
        <UnderWay stationIdentity={station.identity} timeZone={station.timeZone} except={record?.id} />
        {action === "Reset" ? (
          <ResetForm
            station={station}
            isSending={send.isPending}
            error={send.error}
            sentBefore={record !== undefined}
            onSend={sendOrAsk}
          />
        ) : (
          <CommandForm
            to={station.identity}
            action={action}
            evseId={evse ? Number(evse) : undefined}
            away={station.isOnline ? undefined : { title: t("offline"), next: t("offlineNext") }}
            isSending={send.isPending}
            error={send.error}
            sentBefore={record !== undefined}
            onSend={sendOrAsk}
          />
        )}
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
