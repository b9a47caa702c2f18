"use client";
import "../sessions/sessions.css";
import "./cards.css";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button, LinkButton } from "@/ui/button";
import { Card, CardBody, CardHead } from "@/ui/card";
import { FieldFrame } from "@/ui/field";
import { Icon } from "@/ui/icon";
import { Notice } from "@/ui/notice";
import { ImportPreview } from "./import-preview";
import { readText } from "./read-file";

const mostBytes = 1_800_000;

/** A file of cards: looked at line by line before anything is stored. */
export function ImportPage({ timeZone }: { timeZone: string }) {
  const t = useTranslations("cards");
  const trpc = useTRPC();
  const client = useQueryClient();
  const id = useId();
  const [text, setText] = useState("");
  const [isTooLong, setTooLong] = useState(false);
  const check = useMutation(trpc.authorization.checkFile.mutationOptions());
  const store = useMutation(
    trpc.authorization.importFile.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: trpc.authorization.pathKey() }),
    }),
  );
  const choose = async (file: File | undefined) => {
    if (!file) return;
    store.reset();
    check.reset();
    setTooLong(file.size > mostBytes);
    if (file.size > mostBytes) return;
    const read = await readText(file);
    setText(read);
    check.mutate({ text: read });
  };
  const good = check.data?.good ?? 0;
  return (
    <>
      <div>
        <nav className="crumbs" aria-label={t("import.here")}>
          <Link href="/cards">{t("title")}</Link>
          <Icon name="right" size="s" />
          {t("import.title")}
        </nav>
        <div className="head">
          <div>
            <h1>{t("import.title")}</h1>
            <p>{t("import.note")}</p>
          </div>
        </div>
      </div>
      <Card>
        <CardHead title={t("import.file")} />
        <CardBody className="stack stack--3">
          <FieldFrame
            id={id}
            label={t("import.choose")}
            help={t("import.help")}
            error={isTooLong ? t("import.tooLong") : undefined}
          >
            <div className="input">
              <input
                id={id}
                type="file"
                accept=".csv,.txt,text/csv,text/plain"
                aria-describedby={`${id}-help`}
                onChange={(event) => void choose(event.target.files?.[0])}
              />
            </div>
          </FieldFrame>
          {check.isPending ? <p className="dim">{t("import.reading")}</p> : null}
          {check.error ? <Failure error={check.error} /> : null}
          {store.error ? <Failure error={store.error} /> : null}
          {store.data ? (
            <Notice
              tone="good"
              title={t("import.stored", { n: store.data.stored })}
              action={<LinkButton href="/cards">{t("import.toCards")}</LinkButton>}
            >
              {store.data.leftOut > 0 ? <p>{t("import.leftOut", { n: store.data.leftOut })}</p> : null}
            </Notice>
          ) : check.data ? (
            <div className="row row--wrap">
              <Button look="go" disabled={good === 0} busy={store.isPending} onClick={() => store.mutate({ text })}>
                {t("import.do", { n: good })}
              </Button>
              <span className="small sub">
                {good === 0
                  ? t("import.nothingGood")
                  : t("import.summary", {
                      n: good,
                      known: check.data.known,
                      wrong: check.data.faultyLines,
                    })}
              </span>
            </div>
          ) : null}
        </CardBody>
      </Card>
      {check.data && !store.data ? <ImportPreview check={check.data} timeZone={timeZone} /> : null}
    </>
  );
}
