"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/overlay";
import type { StationDetail } from "../stations/station";
import { isDone as isDoneWith, type Migration } from "./network";

/** Says what will be undone and what cannot be, and asks once. */
export function EndMigration({
  station,
  migration,
  onClose,
}: {
  station: StationDetail;
  migration: Migration;
  onClose: () => void;
}) {
  const t = useTranslations("network");
  const ui = useTranslations("ui");
  const trpc = useTRPC();
  const client = useQueryClient();
  const end = useMutation(
    trpc.network.end.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: trpc.network.get.queryKey() });
        onClose();
      },
    }),
  );
  const isDone = isDoneWith(migration);
  const { profile, service, order, restart } = migration.steps;
  const isElsewhere = migration.outcome === "arrived" || migration.outcome === "gone";
  const points = [
    ...(profile.state === "done" && !isElsewhere ? ["slotStays" as const] : []),
    ...(order.commandId && !isElsewhere
      ? [migration.orderBefore === null ? ("orderUnknown" as const) : ("orderBack" as const)]
      : []),
    ...(restart.state === "waiting" ? ["restartStays" as const] : []),
    ...(service.commandId && migration.outcome !== "gone" ? ["serviceBack" as const] : []),
  ];
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t(isDone ? "finishTitle" : "giveUpTitle", { identity: station.identity })}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button
            look={isDone ? "go" : "stop"}
            busy={end.isPending}
            onClick={() => end.mutate({ identity: station.identity })}
          >
            {t(isDone ? "finish" : "giveUp")}
          </Button>
        </>
      }
    >
      {points.length > 0 ? (
        <ul className="stack">
          {points.map((point) => (
            <li key={point}>{t(`undo.${point}`, { slot: migration.slot, order: migration.orderBefore ?? "" })}</li>
          ))}
        </ul>
      ) : (
        <p>{t("undo.nothing")}</p>
      )}
      {end.error ? <Failure error={end.error} /> : null}
    </Dialog>
  );
}
