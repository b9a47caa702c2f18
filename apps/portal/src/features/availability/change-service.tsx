"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Dialog } from "@/ui/overlay";
import { CommandSteps } from "../commands/command-steps";
import { useRecord } from "../commands/use-record";
import type { StationDetail } from "../stations/station";
import type { Scope } from "./availability";
import { scopeOf, usePlug } from "./service-note";

type Props = { station: StationDetail; scope: Scope; wanted: "Operative" | "Inoperative"; onClose: () => void };

/** Names what is taken out or put back, and whom it meets; asks once, then shows what came of it. */
export function ChangeService({ station, scope, wanted, onClose }: Props) {
  const t = useTranslations("availability");
  const ui = useTranslations("ui");
  const trpc = useTRPC();
  const client = useQueryClient();
  const plug = usePlug();
  const set = useMutation(
    trpc.availability.set.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: trpc.availability.pathKey() }),
    }),
  );
  const record = useRecord(set.data?.id, set.data);
  const { identity, evses, isOnline, timeZone } = station;
  const { evseId, connectorId } = scope;
  const running = evses.filter(({ id, session }) => session && (evseId === 0 || evseId === id)).length;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t(`ask.${wanted}`, { scope: scopeOf(scope), place: plug(scope), identity })}
      note={t(`askNote.${wanted}`)}
      footer={
        record ? (
          <Button look="go" onClick={onClose}>
            {ui("done")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{ui("cancel")}</Button>
            <Button
              look={wanted === "Operative" ? "go" : "stop"}
              busy={set.isPending}
              onClick={() =>
                set.mutate({
                  ...{ identity, operationalStatus: wanted },
                  evseId: evseId || undefined,
                  connectorId: connectorId || undefined,
                })
              }
            >
              {t(`do.${wanted}`)}
            </Button>
          </>
        )
      }
    >
      {wanted === "Inoperative" && running > 0 && !record ? (
        <Notice tone="warn" title={t("running", { n: running })}>
          <p>{t("runningNote")}</p>
        </Notice>
      ) : null}
      {!isOnline && !record ? (
        <Notice tone="off" title={t("offline")}>
          <p>{t("offlineNext")}</p>
        </Notice>
      ) : null}
      {set.error ? <Failure error={set.error} /> : null}
      {record ? <CommandSteps record={record} timeZone={timeZone} /> : null}
    </Dialog>
  );
}
