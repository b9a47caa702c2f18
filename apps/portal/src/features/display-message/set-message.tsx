"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { Input, TextArea } from "@/ui/field";
import { Select } from "@/ui/select";
import { readMoment, writeMoment } from "@/ui/zoned-moment";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";
import { formats, type ListedMessage, type MessageContent, priorities, states } from "./message";

const anyState = "any";
const noSession = "none";
const mostLetters = 512;

/** O01, O02, O06: a new message, or another in the place of one. */
export function SetMessage({
  station,
  replaced,
  onClose,
}: {
  station: StationDetail;
  replaced: ListedMessage | undefined;
  onClose: () => void;
}) {
  const t = useTranslations("displayMessage");
  const trpc = useTRPC();
  const { identity, timeZone } = station;
  const [draft, setDraft] = useState(() => draftOf(replaced?.wanted ?? replaced?.actual ?? undefined, timeZone));
  const [isMissing, setMissing] = useState(false);
  const sessions = useQuery(trpc.sessions.list.queryOptions({ stationIdentity: identity, active: true, limit: 20 }));
  const running = sessions.data?.items.map(({ transactionId }) => transactionId) ?? [];
  const set = useMutation(trpc.displayMessage.set.mutationOptions());
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const go = () => {
    setMissing(draft.content.trim() === "");
    if (draft.content.trim()) set.mutate({ identity, id: replaced?.messageId, ...inputOf(draft, timeZone) });
  };
  const chosen = draft.session === noSession || running.includes(draft.session) ? [] : [draft.session];
  return (
    <SendDialog
      wide
      station={station}
      title={replaced ? t("replaceTitle", { id: replaced.messageId, identity }) : t("setTitle", { identity })}
      note={replaced ? t("replaceNote") : undefined}
      verb={t(replaced ? "replace" : "show")}
      sending={set}
      onSend={go}
      onClose={onClose}
    >
      <TextArea
        label={t("text")}
        help={t("letters", { n: draft.content.length, most: mostLetters })}
        error={isMissing ? t("textMissing") : undefined}
        value={draft.content}
        maxLength={mostLetters}
        onChange={(event) => change({ content: event.target.value })}
      />
      <div className="two">
        <Select
          label={t("priority")}
          value={draft.priority}
          options={priorities.map((value) => ({ value, label: t(`priorities.${value}`) }))}
          onChange={(priority) => change({ priority })}
        />
        <Select
          label={t("state")}
          value={draft.state}
          options={([anyState, ...states] as const).map((value) => ({ value, label: t(`states.${value}`) }))}
          onChange={(state) => change({ state })}
        />
        <Input
          label={t("starts")}
          help={t("zone", { zone: timeZone })}
          type="datetime-local"
          value={draft.starts}
          onChange={(event) => change({ starts: event.target.value })}
        />
        <Input
          label={t("ends")}
          help={t("endsHelp")}
          type="datetime-local"
          value={draft.ends}
          onChange={(event) => change({ ends: event.target.value })}
        />
        <Select
          label={t("format")}
          value={draft.format}
          options={formats.map((value) => ({ value, label: t(`formats.${value}`) }))}
          onChange={(format) => change({ format })}
        />
        <Input
          label={t("language")}
          help={t("languageHelp")}
          value={draft.language}
          maxLength={8}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change({ language: event.target.value })}
        />
      </div>
      <Select
        label={t("session")}
        help={t("sessionHelp")}
        value={draft.session}
        options={[
          { value: noSession, label: t("noSession") },
          ...[...chosen, ...running].map((value) => ({ value, label: value })),
        ]}
        onChange={(session) => change({ session })}
      />
    </SendDialog>
  );
}

type Draft = {
  content: string;
  priority: (typeof priorities)[number];
  state: (typeof states)[number] | typeof anyState;
  format: (typeof formats)[number];
  language: string;
  starts: string;
  ends: string;
  session: string;
};

const oneOf = <T extends string>(words: readonly T[], word: string | undefined, otherwise: T): T =>
  words.find((one) => one === word) ?? otherwise;

function draftOf(content: MessageContent | undefined, timeZone: string): Draft {
  const local = (time: string | undefined) => (time ? writeMoment(Date.parse(time), timeZone) : "");
  return {
    content: content?.message.content ?? "",
    priority: oneOf(priorities, content?.priority, "NormalCycle"),
    state: oneOf([anyState, ...states], content?.state, anyState),
    format: oneOf(formats, content?.message.format, "UTF8"),
    language: content?.message.language ?? "",
    starts: local(content?.startDateTime),
    ends: local(content?.endDateTime),
    session: content?.transactionId ?? noSession,
  };
}

function inputOf({ content, priority, state, format, language, starts, ends, session }: Draft, timeZone: string) {
  return {
    ...{ content, priority, format },
    ...(state === anyState ? {} : { state }),
    ...(language.trim() ? { language: language.trim() } : {}),
    ...(starts ? { startsAt: readMoment(starts, timeZone) } : {}),
    ...(ends ? { endsAt: readMoment(ends, timeZone) } : {}),
    ...(session === noSession ? {} : { transactionId: session }),
  };
}
