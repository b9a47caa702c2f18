"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/overlay";
import { ClearCaches } from "./clear-caches";
import type { DriverAct } from "./driver-columns";

/** All cards of a driver: says how many, asks once, and offers to have the stations forget them. */
export function SetDriverState({ driver, state, onClose }: DriverAct & { onClose: () => void }) {
  const t = useTranslations("cards");
  const ui = useTranslations("ui");
  const trpc = useTRPC();
  const client = useQueryClient();
  const set = useMutation(
    trpc.authorization.setDriverState.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: trpc.authorization.pathKey() });
        if (state === "Accepted") onClose();
      },
    }),
  );
  if (set.isSuccess && state === "Blocked")
    return <ClearCaches of={{ driverId: driver.id }} name={driver.name} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t(`setAll.${state}.title`, { name: driver.name })}
      note={t(`setAll.${state}.note`, { n: state === "Blocked" ? driver.goodCount : driver.blockedCount })}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button
            look={state === "Accepted" ? "go" : "stop"}
            busy={set.isPending}
            onClick={() => set.mutate({ id: driver.id, state })}
          >
            {t(`setAll.${state}.do`)}
          </Button>
        </>
      }
    >
      {set.error ? <Failure error={set.error} /> : null}
    </Dialog>
  );
}
