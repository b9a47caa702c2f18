"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/overlay";
import { type Entry, isType, shownToken } from "./local-list";
import { useListChanged } from "./use-list-changed";

type Props = { identity: string; entries: Entry[]; onClose: () => void };
const mostNamed = 10;

/** Many cards off the list at once: says which, and asks once. */
export function RemoveEntries({ identity, entries, onClose }: Props) {
  const t = useTranslations("localList");
  const ui = useTranslations("ui");
  const changed = useListChanged();
  const remove = useMutation(
    useTRPC().localAuthList.change.mutationOptions({
      onSuccess: () => {
        changed();
        onClose();
      },
    }),
  );
  const names = entries.flatMap(({ idToken, type }) => (isType(type) ? [{ idToken, type }] : []));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("removeTitle", { n: entries.length })}
      note={t("removeNote", { identity })}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button look="stop" busy={remove.isPending} onClick={() => remove.mutate({ identity, remove: names })}>
            {t("removeDo", { n: entries.length })}
          </Button>
        </>
      }
    >
      <p className="small wrap-any">
        {entries.slice(0, mostNamed).map(shownToken).join(", ")}
        {entries.length > mostNamed ? ` ${t("andMore", { n: entries.length - mostNamed })}` : ""}
      </p>
      {remove.error ? <Failure error={remove.error} /> : null}
    </Dialog>
  );
}
