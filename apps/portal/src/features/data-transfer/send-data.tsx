"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { Input, TextArea } from "@/ui/field";
import { RawJson } from "@/ui/raw-json";
import { Segments } from "@/ui/tabs";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";
import { layOut } from "./transfer";

const kinds = ["nothing", "text", "json"] as const;
type Kind = (typeof kinds)[number];

/** P01: for what OCPP has no message of its own. */
export function SendData({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("dataTransfer");
  const commands = useTranslations("commands");
  const [vendorId, setVendorId] = useState("");
  const [messageId, setMessageId] = useState("");
  const [kind, setKind] = useState<Kind>("nothing");
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<{ vendorId?: string; data?: string }>({});
  const send = useMutation(useTRPC().dataTransfer.send.mutationOptions());
  const go = () => {
    const data = kind === "json" ? parse(typed) : { value: typed };
    setWrong({
      ...(vendorId.trim() ? {} : { vendorId: commands("needed") }),
      ...(data ? {} : { data: t("noJson") }),
    });
    if (!vendorId.trim() || !data) return;
    send.mutate({
      ...{ identity: station.identity, vendorId: vendorId.trim() },
      ...(messageId.trim() ? { messageId: messageId.trim() } : {}),
      ...(kind === "nothing" ? {} : { data: data.value }),
    });
  };
  return (
    <SendDialog
      wide
      station={station}
      title={t("sendTitle", { identity: station.identity })}
      note={t("sendNote")}
      verb={t("send")}
      sending={send}
      onSend={go}
      onClose={onClose}
      after={({ response }) => <AnswerData response={response} />}
    >
      <div className="two">
        <Input
          label={t("vendorId")}
          help={t("vendorHelp")}
          error={wrong.vendorId}
          value={vendorId}
          maxLength={255}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setVendorId(event.target.value)}
        />
        <Input
          label={t("messageId")}
          help={t("messageHelp")}
          value={messageId}
          maxLength={50}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setMessageId(event.target.value)}
        />
      </div>
      <div>
        <Segments
          label={t("kind")}
          value={kind}
          options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={setKind}
        />
      </div>
      {kind === "nothing" ? null : (
        <TextArea
          label={t("data")}
          className="mono"
          error={wrong.data}
          value={typed}
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
    </SendDialog>
  );
}

function AnswerData({ response }: { response: unknown }) {
  const t = useTranslations("dataTransfer");
  const data = (response as { data?: unknown } | null)?.data;
  if (data === undefined) return null;
  return (
    <div className="stack">
      <h3>{t("answerData")}</h3>
      <RawJson text={layOut(data)} />
    </div>
  );
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

function parse(text: string): { value: Json } | undefined {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}
