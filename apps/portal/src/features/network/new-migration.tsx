"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { failureOf } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Dialog } from "@/ui/overlay";
import type { StationDetail } from "../stations/station";
import type { Network } from "./network";
import { firstDraft, profileOf } from "./profile-draft";
import { ProfileFields } from "./profile-fields";

/** B09: what the new profile is; writing it changes nothing yet. */
export function NewMigration({
  station,
  network,
  slot,
  onClose,
}: {
  station: StationDetail;
  network: Network;
  slot: number;
  onClose: () => void;
}) {
  const t = useTranslations("network");
  const ui = useTranslations("ui");
  const trpc = useTRPC();
  const client = useQueryClient();
  const { identity } = station;
  const [draft, setDraft] = useState(() => firstDraft(network));
  const start = useMutation(
    trpc.network.start.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: trpc.network.get.queryKey() });
        onClose();
      },
    }),
  );
  const refusal = start.error
    ? (failureOf(start.error) as { message: string; issues?: { path: string; message: string }[] })
    : undefined;
  const wrong = new Map(refusal?.issues?.map(({ path, message }) => [path.replace("connectionData.", ""), message]));
  const old = network.slots.find((one) => one.slot === slot);
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={t("newTitle", { identity, slot })}
      note={t("newNote")}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button
            look="go"
            busy={start.isPending}
            onClick={() => start.mutate({ identity, configurationSlot: slot, connectionData: profileOf(draft) })}
          >
            {t("write", { slot })}
          </Button>
        </>
      }
    >
      {old && old.place !== null ? (
        <Notice tone="warn" title={t("overwritesFallback", { slot })}>
          <p>{t("overwritesFallbackNote")}</p>
        </Notice>
      ) : null}
      {station.isOnline ? null : (
        <Notice tone="off" title={t("offline")}>
          <p>{t("offlineNext")}</p>
        </Notice>
      )}
      <ProfileFields draft={draft} wrong={wrong} ourUrl={network.ourUrl} onChange={setDraft} />
      {refusal && wrong.size === 0 ? (
        <Notice tone="bad" title={t("notWrittenTitle")}>
          <p>{refusal.message}</p>
        </Notice>
      ) : null}
    </Dialog>
  );
}
