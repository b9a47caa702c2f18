"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/overlay";
import { type TemplateRow, templatesHref } from "./template";

/** The stations keep what they have; nothing is wanted of them any more. */
export function RemoveTemplate({ template, onClose }: { template: TemplateRow; onClose: () => void }) {
  const t = useTranslations("templates");
  const ui = useTranslations("ui");
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const remove = useMutation(
    trpc.configurationTemplates.remove.mutationOptions({
      onSuccess: () => {
        router.push(templatesHref);
        void client.invalidateQueries({ queryKey: trpc.configurationTemplates.list.pathKey() });
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("removeTitle", { key: template.key })}
      note={t("removeNote", { n: template.stationCount })}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button
            look="stop"
            busy={remove.isPending || remove.isSuccess}
            onClick={() => remove.mutate({ key: template.key })}
          >
            {t("remove")}
          </Button>
        </>
      }
    >
      {remove.error ? <Failure error={remove.error} /> : null}
    </Dialog>
  );
}
