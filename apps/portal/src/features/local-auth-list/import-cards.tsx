"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { Dialog } from "@/ui/overlay";
import { Segments } from "@/ui/tabs";
import { readText } from "../authorization/read-file";
import { type ReadCards, readCards } from "./read-cards";
import { useListChanged } from "./use-list-changed";

type Props = { identity: string; count: number; onClose: () => void };
type How = "add" | "replace";
const mostShown = 20;

/** Cards from a spreadsheet: read here, every mistake named by its line, and nothing sent before all is well. */
export function ImportCards({ identity, count, onClose }: Props) {
  const t = useTranslations("localList");
  const ui = useTranslations("ui");
  const trpc = useTRPC();
  const changed = useListChanged();
  const [read, setRead] = useState<ReadCards>();
  const [how, setHow] = useState<How>("add");
  const done = {
    onSuccess: () => {
      changed();
      onClose();
    },
  };
  const change = useMutation(trpc.localAuthList.change.mutationOptions(done));
  const put = useMutation(trpc.localAuthList.put.mutationOptions(done));
  const error = change.error ?? put.error;
  const entries = read?.entries ?? [];
  const isFine = entries.length > 0 && read?.mistakes.length === 0;
  const go = () => (how === "add" ? change.mutate({ identity, put: entries }) : put.mutate({ identity, entries }));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("importTitle")}
      note={t("importNote")}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button look="go" disabled={!isFine} busy={change.isPending || put.isPending} onClick={go}>
            {t(how === "add" ? "importAdd" : "importReplace", { n: entries.length })}
          </Button>
        </>
      }
    >
      <Input
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        label={t("file")}
        help={t("fileHelp")}
        onChange={async (event) => {
          const [file] = event.target.files ?? [];
          setRead(file ? readCards(await readText(file)) : undefined);
        }}
      />
      <Segments
        label={t("how")}
        value={how}
        options={[
          { value: "add", label: t("howAdd") },
          { value: "replace", label: t("howReplace") },
        ]}
        onChange={setHow}
      />
      {how === "replace" && count > 0 ? <p className="small sub">{t("replaceNote", { n: count })}</p> : null}
      {read ? <Found read={read} /> : null}
      {error ? <Failure error={error} /> : null}
    </Dialog>
  );
}

function Found({ read: { entries, mistakes } }: { read: ReadCards }) {
  const t = useTranslations("localList");
  if (mistakes.length === 0)
    return entries.length === 0 ? (
      <Notice tone="warn" title={t("noCards")} />
    ) : (
      <Notice tone="good" title={t("readWell", { n: entries.length })} />
    );
  return (
    <Notice tone="bad" title={t("mistakes", { n: mistakes.length })}>
      <ul className="mistakes">
        {mistakes.slice(0, mostShown).map(({ line, what, text }) => (
          <li key={`${line} ${what}`}>
            {t("line", { n: line })}: {t(`mistake.${what}`, { text })}
          </li>
        ))}
      </ul>
      {mistakes.length > mostShown ? <p>{t("moreMistakes", { n: mistakes.length - mostShown })}</p> : null}
    </Notice>
  );
}
