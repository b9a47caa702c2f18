"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";
import type { ListedMessage } from "./message";
import { MessageFacts } from "./message-facts";

/** O05: says which message goes, and asks once. */
export function ClearMessage({
  station,
  message,
  onClose,
}: {
  station: StationDetail;
  message: ListedMessage;
  onClose: () => void;
}) {
  const t = useTranslations("displayMessage");
  const clear = useMutation(useTRPC().displayMessage.clear.mutationOptions());
  const content = message.actual ?? message.wanted;
  return (
    <SendDialog
      station={station}
      title={t("clearTitle", { id: message.messageId, identity: station.identity })}
      note={t("clearNote")}
      verb={t("clear")}
      look="stop"
      sending={clear}
      onSend={() => clear.mutate({ identity: station.identity, id: message.messageId })}
      onClose={onClose}
    >
      {content ? (
        <div className="message">
          <MessageFacts content={content} timeZone={station.timeZone} />
        </div>
      ) : null}
    </SendDialog>
  );
}
