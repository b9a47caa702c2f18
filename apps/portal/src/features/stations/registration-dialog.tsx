"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/overlay";
import type { RegistrationStatus, StationDetail } from "./station";

const statuses = ["Accepted", "Pending", "Rejected"] as const;

/** What the station is answered at its boots, from now on until it is set again. */
export function RegistrationDialog({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("registration");
  const ui = useTranslations("ui");
  const trpc = useTRPC();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<RegistrationStatus>(station.registrationStatus);
  const update = useMutation(
    trpc.stations.update.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: trpc.stations.get.queryKey({ identity: station.identity }) });
        onClose();
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title", { identity: station.identity })}
      note={t("note")}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button
            look="go"
            busy={update.isPending}
            onClick={() => update.mutate({ identity: station.identity, registrationStatus: chosen })}
          >
            {t("save")}
          </Button>
        </>
      }
    >
      <div className="choice" role="radiogroup" aria-label={t("title", { identity: station.identity })}>
        {statuses.map((status) => (
          <label key={status}>
            <input
              type="radio"
              name="registration"
              value={status}
              checked={chosen === status}
              onChange={() => setChosen(status)}
            />
            {t(`${status}.title`)}
            <small>{t(`${status}.note`)}</small>
          </label>
        ))}
      </div>
      {update.error ? <Failure error={update.error} /> : null}
    </Dialog>
  );
}
