"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Dialog } from "@/ui/overlay";
import { bulkHref } from "../bulk-commands/bulk-href";
import { type Deadline, DeadlineSelect, deadlineSeconds, InsistTick } from "./repair-options";
import type { StationDrift } from "./template";

const sum = (stations: StationDrift[], count: (station: StationDrift) => number | null) =>
  stations.reduce((total, station) => total + (count(station) ?? 0), 0);

/** Says what will be asked of how many, asks once, then shows what comes of it at each station. */
export function RepairMany({ stations, onClose }: { stations: StationDrift[]; onClose: () => void }) {
  const t = useTranslations("templates.repair");
  const ui = useTranslations("ui");
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const [deadline, setDeadline] = useState<Deadline>("86400");
  const [insist, setInsist] = useState(false);
  const repair = useMutation(
    trpc.configurationTemplates.repair.mutationOptions({
      onSuccess: ({ id }) => {
        void client.invalidateQueries({ queryKey: trpc.bulkCommands.list.pathKey() });
        router.push(bulkHref(id));
      },
    }),
  );
  const left = sum(stations, ({ missing }) => missing) + sum(stations, ({ refused }) => refused);
  const asked = sum(stations, ({ different }) => different) + sum(stations, ({ unknown }) => unknown);
  const offline = stations.filter(({ isOnline }) => !isOnline).length;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("many", { n: stations.length })}
      note={t("manyNote")}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button
            look="go"
            busy={repair.isPending || repair.isSuccess}
            onClick={() =>
              repair.mutate({
                stationIdentities: stations.map(({ identity }) => identity),
                ...{ insist, deadlineSeconds: deadlineSeconds(deadline) },
              })
            }
          >
            {t("do")}
          </Button>
        </>
      }
    >
      <p>{t("willAsk", { n: asked + (insist ? left : 0), stations: stations.length })}</p>
      {left > 0 ? <InsistTick count={left} isOn={insist} onChange={setInsist} /> : null}
      {offline > 0 ? (
        <>
          <Notice tone="off" title={t("someOffline", { n: offline })} />
          <DeadlineSelect value={deadline} onChange={setDeadline} />
        </>
      ) : null}
      {repair.error ? <Failure error={repair.error} /> : null}
    </Dialog>
  );
}
