"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/ui/format";
import { Tag } from "@/ui/tag";
import { differences, type ListedMessage, type MessageContent, priorities, standingOf, states, tones } from "./message";

/** What a message says, and how, when and for whom it is shown. */
export function MessageFacts({ content, timeZone }: { content: MessageContent; timeZone: string }) {
  const write = useFacts(timeZone);
  const { how, until, session } = write(content);
  return (
    <>
      <b className="strong">{content.message.content}</b>
      <small>{how}</small>
      {until ? <small>{until}</small> : null}
      {session ? <small>{session}</small> : null}
    </>
  );
}

export function useFacts(timeZone: string) {
  const t = useTranslations("displayMessage");
  const format = useFormat();
  return ({ priority, state, startDateTime, endDateTime, transactionId, message }: MessageContent) => {
    const at = (text: string) => format.exact(new Date(text), timeZone);
    const knownPriority = priorities.find((one) => one === priority);
    const knownState = states.find((one) => one === state);
    return {
      how: [
        knownPriority ? t(`priorities.${knownPriority}`) : priority,
        state === undefined ? t("states.any") : knownState ? t(`states.${knownState}`) : state,
        message.language,
        message.format,
      ]
        .filter(Boolean)
        .join(" · "),
      until: [
        startDateTime ? t("from", { when: at(startDateTime) }) : undefined,
        endDateTime ? t("until", { when: at(endDateTime) }) : undefined,
      ]
        .filter(Boolean)
        .join(", "),
      session: transactionId ? t("forSession", { id: transactionId }) : undefined,
    };
  };
}

/** How what we want and what is there stand to each other, and why. */
export function StandingTag({ message }: { message: ListedMessage }) {
  const t = useTranslations("displayMessage");
  const commands = useTranslations("commands");
  const standing = standingOf(message);
  const { wanted, actual, status, reason } = message;
  const inWhat = standing === "differs" && wanted && actual ? differences(wanted, actual) : [];
  const settled = status && status !== "Accepted" && status !== "setting" && status !== "clearing" ? status : undefined;
  const ours = (["refused", "silent", "expired", "cancelled"] as const).find((one) => one === settled);
  const why = [ours ? commands(`status.${ours}`) : settled, reason].filter(Boolean).join(": ");
  return (
    <>
      <Tag tone={tones[standing]} title={t(`standingNote.${standing}`)}>
        {t(`standing.${standing}`)}
      </Tag>
      {inWhat.length > 0 ? <small>{inWhat.map((part) => t(`part.${part}`)).join(", ")}</small> : null}
      {why && standing !== "gone" && standing !== "over" ? <small>{why}</small> : null}
    </>
  );
}
