"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Age } from "@/ui/age";
import { Button } from "@/ui/button";
import type { Column } from "@/ui/table-columns";
import type { ListedMessage, MessageContent } from "./message";
import { standingOf } from "./message";
import { MessageFacts, StandingTag, useFacts } from "./message-facts";

type Acts = { onReplace: (message: ListedMessage) => void; onClear: (message: ListedMessage) => void };

/** What we want beside what is there. */
export function useMessageColumns(timeZone: string, { onReplace, onClear }: Acts): Column<ListedMessage>[] {
  const t = useTranslations("displayMessage");
  const facts = useFacts(timeZone);
  return useMemo(() => {
    const line = (content: MessageContent | null) => {
      if (!content) return null;
      const { how, until, session } = facts(content);
      return [content.message.content, how, until, session].filter(Boolean).join(" | ");
    };
    return [
      {
        id: "id",
        head: t("number"),
        width: "72px",
        phoneLabel: t("number"),
        fixed: true,
        csv: ({ messageId }) => messageId,
        cell: ({ messageId }) => <span className="num dim">{messageId}</span>,
      },
      {
        id: "standing",
        head: t("difference"),
        phone: "end",
        width: "168px",
        csv: (message) => t(`standing.${standingOf(message)}`),
        cell: (message) => <StandingTag message={message} />,
      },
      {
        id: "wanted",
        head: t("wanted"),
        phone: "full",
        phoneLabel: t("wanted"),
        width: "auto",
        csv: ({ wanted }) => line(wanted),
        cell: ({ wanted }) =>
          wanted ? (
            <MessageFacts content={wanted} timeZone={timeZone} />
          ) : (
            <span className="dim">{t("notWanted")}</span>
          ),
      },
      {
        id: "actual",
        head: t("actual"),
        phone: "full",
        phoneLabel: t("actual"),
        width: "auto",
        csv: ({ actual }) => line(actual),
        cell: ({ actual, actualAt, actualFrom }) => (
          <>
            {actual ? (
              <MessageFacts content={actual} timeZone={timeZone} />
            ) : (
              <span className="dim">{t(actualAt ? "notThere" : "notKnown")}</span>
            )}
            {actualAt ? (
              <small>
                {t(actualFrom === "answer" ? "tookIt" : "toldSo")} <Age at={actualAt} timeZone={timeZone} />
              </small>
            ) : null}
          </>
        ),
      },
      {
        id: "acts",
        head: t("acts"),
        hideHead: true,
        phone: "full",
        width: "176px",
        numeric: true,
        cell: (message) =>
          message.standing === "gone" ? null : (
            <span className="row acts">
              <Button size="s" onClick={() => onReplace(message)}>
                {t("replace")}
              </Button>
              <Button
                size="s"
                aria-label={t("clearNumber", { id: message.messageId })}
                onClick={() => onClear(message)}
              >
                {t("clear")}
              </Button>
            </span>
          ),
      },
    ];
  }, [t, facts, timeZone, onReplace, onClear]);
}
