"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/overlay";
import { useListChanged } from "./use-list-changed";

type Props = { identity: string; count: number; onClose: () => void };

/** Says what will happen, and asks once. */
export function SendInFull({ identity, count, onClose }: Props) {
  const t = useTranslations("localList");
  const ui = useTranslations("ui");
  const changed = useListChanged();
  const send = useMutation(
    useTRPC().localAuthList.sendInFull.mutationOptions({
      onSuccess: () => {
        changed();
        onClose();
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("sendInFull")}
      note={t("sendInFullNote", { n: count, identity })}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button look="go" busy={send.isPending} onClick={() => send.mutate({ identity })}>
            {t("send")}
          </Button>
        </>
      }
    >
      {send.error ? <Failure error={send.error} /> : null}
    </Dialog>
  );
}
