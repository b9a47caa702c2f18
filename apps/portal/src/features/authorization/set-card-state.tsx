"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/overlay";
import type { CardRow } from "./card";
import { useCardName } from "./card-words";

/** Says what will happen, and asks once. */
export function SetCardState({
  card,
  state,
  onClose,
  onDone,
}: {
  card: CardRow;
  state: "Accepted" | "Blocked" | "Lost";
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useTranslations("cards");
  const ui = useTranslations("ui");
  const nameOf = useCardName();
  const trpc = useTRPC();
  const client = useQueryClient();
  const set = useMutation(
    trpc.authorization.setState.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: trpc.authorization.pathKey() });
        onDone();
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t(`set.${state}.title`, { card: nameOf(card) })}
      note={t(`set.${state}.note`)}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button
            look={state === "Accepted" ? "go" : "stop"}
            busy={set.isPending}
            onClick={() => set.mutate({ id: card.id, state })}
          >
            {t(`set.${state}.do`)}
          </Button>
        </>
      }
    >
      {set.error ? <Failure error={set.error} /> : null}
    </Dialog>
  );
}
