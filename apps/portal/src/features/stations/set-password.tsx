"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Dialog } from "@/ui/overlay";
import { Credentials } from "./credentials";
import type { StationDetail } from "./station";

/** A new password for the station, made by us and shown once. */
export function SetPassword({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("password");
  const ui = useTranslations("ui");
  const set = useMutation(useTRPC().stations.setPassword.mutationOptions());
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title", { identity: station.identity })}
      footer={
        set.data ? (
          <Button look="go" onClick={onClose}>
            {ui("done")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{ui("cancel")}</Button>
            <Button look="stop" busy={set.isPending} onClick={() => set.mutate({ identity: station.identity })}>
              {t("make")}
            </Button>
          </>
        )
      }
    >
      {set.data ? (
        <Credentials {...set.data} />
      ) : (
        <Notice tone="warn" title={t("warning")}>
          <p>{t("warningNext")}</p>
        </Notice>
      )}
      {set.error ? <Failure error={set.error} /> : null}
    </Dialog>
  );
}
