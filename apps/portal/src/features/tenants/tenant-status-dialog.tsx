"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Dialog } from "@/ui/overlay";
import type { TenantRow } from "./tenant";

/** Says whom it hits and how many, and asks once. */
export function TenantStatusDialog({ tenant, onClose }: { tenant: TenantRow; onClose: () => void }) {
  const t = useTranslations("tenants");
  const ui = useTranslations("ui");
  const trpc = useTRPC();
  const client = useQueryClient();
  const word = tenant.status === "active" ? "suspend" : "reactivate";
  const update = useMutation(
    trpc.tenants.update.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: trpc.tenants.list.pathKey() });
        onClose();
      },
    }),
  );
  const told = {
    name: tenant.name,
    stations: tenant.stationCount,
    online: tenant.onlineCount,
    sessions: tenant.activeSessionCount,
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t(`${word}.title`, told)}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button
            look={word === "suspend" ? "stop" : "go"}
            busy={update.isPending}
            onClick={() => update.mutate({ slug: tenant.slug, status: word === "suspend" ? "suspended" : "active" })}
          >
            {t(`${word}.do`)}
          </Button>
        </>
      }
    >
      <Notice tone={word === "suspend" ? "warn" : "info"} title={t(`${word}.what`, told)}>
        <p>{t(`${word}.next`, told)}</p>
      </Notice>
      {update.error ? <Failure error={update.error} /> : null}
    </Dialog>
  );
}
