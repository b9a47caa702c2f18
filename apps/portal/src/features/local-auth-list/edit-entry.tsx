"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { Dialog } from "@/ui/overlay";
import { Select } from "@/ui/select";
import { type CardType, cardStatuses, cardTypes, type Entry, isStatus, isType, shownToken } from "./local-list";
import { useListChanged } from "./use-list-changed";

type Props = { identity: string; entry?: Entry | undefined; onClose: () => void };
const follows = "follows";

/** What the station is told of one card: what becomes of it here, or a word of its own. */
export function EditEntry({ identity, entry, onClose }: Props) {
  const t = useTranslations("localList");
  const ui = useTranslations("ui");
  const changed = useListChanged();
  const [idToken, setIdToken] = useState(entry?.idToken ?? "");
  const [type, setType] = useState<CardType>(entry && isType(entry.type) ? entry.type : "ISO14443");
  const [status, setStatus] = useState<string>(entry ? (entry.status ?? follows) : "Accepted");
  const [group, setGroup] = useState(entry?.groupIdToken ?? "");
  const [isTold, setTold] = useState(false);
  const put = useMutation(
    useTRPC().localAuthList.change.mutationOptions({
      onSuccess: () => {
        changed();
        onClose();
      },
    }),
  );
  const save = () => {
    setTold(true);
    if (!idToken.trim()) return;
    put.mutate({
      identity,
      put: [
        {
          ...{ idToken: idToken.trim(), type, groupIdToken: group.trim() || null, expiresAt: entry?.expiresAt ?? null },
          status: isStatus(status) ? status : null,
        },
      ],
    });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={entry ? t("editTitle", { card: shownToken(entry) }) : t("byHand")}
      note={t("editNote")}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button look="go" type="submit" form="list-entry" busy={put.isPending}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        id="list-entry"
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {entry ? null : (
          <>
            <Input
              label={t("card")}
              error={isTold && !idToken.trim() ? t("cardMissing") : undefined}
              value={idToken}
              maxLength={36}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setIdToken(event.target.value)}
            />
            <Select
              label={t("type")}
              value={type}
              options={cardTypes.map((value) => ({ value, label: value }))}
              onChange={setType}
            />
          </>
        )}
        <Select
          label={t("toldAs")}
          help={status === follows ? t("followsHelp") : t("ownStatusHelp")}
          value={status}
          options={[{ value: follows, label: t("follows") }, ...cardStatuses.map((value) => ({ value, label: value }))]}
          onChange={setStatus}
        />
        <Input
          label={t("group")}
          help={t("groupHelp")}
          value={group}
          maxLength={36}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setGroup(event.target.value)}
        />
      </form>
      {put.error ? <Failure error={put.error} /> : null}
    </Dialog>
  );
}
