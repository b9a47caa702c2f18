"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Age } from "@/ui/age";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Dialog } from "@/ui/overlay";
import type { ApiKeyRow } from "./settings";

/** Names what stops working, and asks once. */
export function RevokeApiKey({
  apiKey,
  timeZone,
  onClose,
}: {
  apiKey: ApiKeyRow;
  timeZone: string;
  onClose: () => void;
}) {
  const t = useTranslations("settings");
  const ui = useTranslations("ui");
  const trpc = useTRPC();
  const client = useQueryClient();
  const revoke = useMutation(
    trpc.apiKeys.revoke.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: trpc.apiKeys.list.queryKey() });
        onClose();
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("keys.revokeNamed", { name: apiKey.name })}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button look="stop" busy={revoke.isPending} onClick={() => revoke.mutate({ id: apiKey.id })}>
            {t("keys.revoke")}
          </Button>
        </>
      }
    >
      <Notice tone="warn" title={t("keys.revokeWarning", { prefix: apiKey.prefix })}>
        <p>
          {apiKey.lastUsedAt ? (
            <>
              {t("keys.lastUsed")} <Age at={apiKey.lastUsedAt} timeZone={timeZone} />.{" "}
            </>
          ) : (
            `${t("keys.neverUsed")} `
          )}
          {t("keys.revokeNext")}
        </p>
      </Notice>
      {revoke.error ? <Failure error={revoke.error} /> : null}
    </Dialog>
  );
}
