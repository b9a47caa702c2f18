"use client";
import "./commands.css";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Drawer } from "@/ui/drawer";
import { useFormat } from "@/ui/format";
import { RawJson } from "@/ui/raw-json";
import { CommandSteps, CommandTag } from "./command-steps";
import { useRecord } from "./use-record";

/** One command of the history: how it went, what was asked, what was answered. */
export function RecordDrawer({ id, timeZone, onClose }: { id: string; timeZone: string; onClose: () => void }) {
  const t = useTranslations("commands");
  const format = useFormat();
  const trpc = useTRPC();
  const client = useQueryClient();
  const record = useRecord(id);
  const cancel = useMutation(
    trpc.commands.cancel.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: trpc.commands.pathKey() }),
    }),
  );
  if (!record)
    return (
      <Drawer title={t("record")} onClose={onClose}>
        <p className="dim">{t("loading")}</p>
      </Drawer>
    );
  return (
    <Drawer
      title={record.action}
      note={t("askedBy", { name: record.requestedBy ?? "?", when: format.exact(record.createdAt, timeZone) })}
      onClose={onClose}
    >
      <div className="stack stack--3">
        <div className="row between">
          <h3>{t("howItWent")}</h3>
          <CommandTag record={record} />
        </div>
        <CommandSteps record={record} timeZone={timeZone} />
        {record.status === "queued" ? (
          <div>
            <Button size="s" busy={cancel.isPending} onClick={() => cancel.mutate({ id })}>
              {t("withdraw")}
            </Button>
          </div>
        ) : null}
        {cancel.error ? <Failure error={cancel.error} /> : null}
      </div>
      <Json title={t("request")} value={record.request} />
      {record.response ? <Json title={t("response")} value={record.response} /> : null}
      {record.error ? <Json title={t("error")} value={record.error} /> : null}
    </Drawer>
  );
}

function Json({ title, value }: { title: string; value: unknown }) {
  const text = JSON.stringify(value, null, 2);
  return (
    <div className="stack">
      <h3>{title}</h3>
      <RawJson text={text} />
    </div>
  );
}
