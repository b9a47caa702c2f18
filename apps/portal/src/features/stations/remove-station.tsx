"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { Dialog } from "@/ui/overlay";
import type { StationDetail } from "./station";

/** Names what goes and asks once, with the identity typed. */
export function RemoveStation({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("remove");
  const ui = useTranslations("ui");
  const router = useRouter();
  const trpc = useTRPC();
  const client = useQueryClient();
  const [typed, setTyped] = useState("");
  const charging = station.evses.filter((evse) => evse.session).length;
  const remove = useMutation(
    trpc.stations.remove.mutationOptions({
      onSuccess: () => {
        router.push("/stations");
        void client.invalidateQueries({ queryKey: trpc.stations.pathKey() });
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title", { identity: station.identity })}
      note={t("note", { sessions: station.sessionCount })}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button
            look="stop"
            disabled={typed !== station.identity}
            busy={remove.isPending}
            onClick={() => remove.mutate({ identity: station.identity })}
          >
            {t("do", { identity: station.identity })}
          </Button>
        </>
      }
    >
      {charging > 0 ? <p>{t("charging", { n: charging })}</p> : null}
      <Input
        label={t("type", { identity: station.identity })}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoComplete="off"
        spellCheck={false}
      />
      {remove.error ? <Failure error={remove.error} /> : null}
    </Dialog>
  );
}
