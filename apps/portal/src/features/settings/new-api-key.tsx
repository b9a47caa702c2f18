"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Input } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { Dialog } from "@/ui/overlay";

/** A key for another program: named, then shown this once. */
export function NewApiKey({ onClose }: { onClose: () => void }) {
  const t = useTranslations("settings");
  const ui = useTranslations("ui");
  const trpc = useTRPC();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [isTold, setTold] = useState(false);
  const create = useMutation(
    trpc.apiKeys.create.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: trpc.apiKeys.list.queryKey() }),
    }),
  );
  const made = create.data;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={made ? t("keys.made", { name: made.name }) : t("keys.new")}
      note={made ? undefined : t("keys.newNote")}
      footer={
        made ? (
          <Button look="go" onClick={onClose}>
            {t("keys.kept")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{ui("cancel")}</Button>
            <Button look="go" type="submit" form="new-api-key" busy={create.isPending}>
              {t("keys.make")}
            </Button>
          </>
        )
      }
    >
      {made ? (
        <>
          <Notice tone="warn" title={t("keys.once")}>
            <p>{t("keys.onceNext")}</p>
          </Notice>
          <div className="secret">
            <code className="mono">{made.key}</code>
            <CopyButton text={made.key} label={t("keys.copy")} />
          </div>
          <div className="secret">
            <code className="mono small">{`curl -H "Authorization: Bearer ${made.key}" ${window.location.origin}/api/v1/stations`}</code>
            <CopyButton
              iconOnly
              label={t("keys.copyExample")}
              text={`curl -H "Authorization: Bearer ${made.key}" ${window.location.origin}/api/v1/stations`}
            />
          </div>
        </>
      ) : (
        <form
          id="new-api-key"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTold(true);
            if (name.trim()) create.mutate({ name: name.trim() });
          }}
        >
          <Input
            label={t("keys.name")}
            help={t("keys.nameHelp")}
            error={isTold && !name.trim() ? t("keys.nameMissing") : undefined}
            value={name}
            maxLength={80}
            autoComplete="off"
            autoFocus
            onChange={(event) => setName(event.target.value)}
          />
        </form>
      )}
      {create.error ? <Failure error={create.error} /> : null}
    </Dialog>
  );
}
