"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { Dialog } from "@/ui/overlay";
import { Select } from "@/ui/select";
import { Switch } from "@/ui/tick";
import { type CardRow, cardTypes } from "./card";
import { type CardDraft, draftOf, type Fault, faultsOf, inputOf } from "./card-draft";
import { useCardName } from "./card-words";
import { LimitFields } from "./limit-fields";

type Props = { card?: CardRow; timeZone: string; onClose: () => void; onSaved: (id: string) => void };

/** A new card, or what an old one may and whose it is. */
export function CardForm({ card, timeZone, onClose, onSaved }: Props) {
  const t = useTranslations("cards");
  const ui = useTranslations("ui");
  const nameOf = useCardName();
  const trpc = useTRPC();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(card, timeZone));
  const [isTried, setTried] = useState(false);
  const set = (change: Partial<CardDraft>) => setDraft((before) => ({ ...before, ...change }));
  const onSuccess = async ({ id }: { id: string }) => {
    await client.invalidateQueries({ queryKey: trpc.authorization.pathKey() });
    onSaved(id);
  };
  const create = useMutation(trpc.authorization.create.mutationOptions({ onSuccess }));
  const change = useMutation(trpc.authorization.change.mutationOptions({ onSuccess }));
  const wrong = faultsOf(draft, card === undefined);
  const said = (fault: Fault) => (isTried && wrong.includes(fault) ? t(`fault.${fault}`) : undefined);
  const go = () => {
    setTried(true);
    if (wrong.length > 0) return;
    const input = inputOf(draft, card, timeZone);
    if (card) change.mutate({ ...input, id: card.id });
    else create.mutate({ ...input, idToken: draft.idToken.trim(), type: draft.type });
  };
  const error = create.error ?? change.error;
  const plain = { autoComplete: "off", spellCheck: false } as const;
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={card ? t("editTitle", { card: nameOf(card) }) : t("new")}
      note={t("formNote")}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button look="go" busy={create.isPending || change.isPending} onClick={go}>
            {t(card ? "save" : "create")}
          </Button>
        </>
      }
    >
      {card ? null : (
        <div className="two">
          <Input
            {...plain}
            label={t("number")}
            help={t("numberHelp")}
            error={said("card")}
            value={draft.idToken}
            maxLength={36}
            onChange={(event) => set({ idToken: event.target.value })}
          />
          <Select
            label={t("type")}
            value={draft.type}
            options={cardTypes.map((type) => ({ value: type, label: t(`types.${type}`) }))}
            onChange={(type) => set({ type })}
          />
        </div>
      )}
      <div className="two">
        <Input
          {...plain}
          label={t("driverName")}
          error={said("driver")}
          value={draft.driverName}
          maxLength={100}
          onChange={(event) => set({ driverName: event.target.value })}
        />
        <Input
          {...plain}
          label={t("driverEmail")}
          error={said("email")}
          type="email"
          value={draft.driverEmail}
          maxLength={254}
          onChange={(event) => set({ driverEmail: event.target.value })}
        />
        <Input
          {...plain}
          label={t("group")}
          help={t("groupHelp")}
          value={draft.group}
          maxLength={36}
          onChange={(event) => set({ group: event.target.value })}
        />
        <Input
          label={t("lastDay")}
          help={t("lastDayHelp")}
          error={said("day")}
          type="date"
          value={draft.lastDay}
          onChange={(event) => set({ lastDay: event.target.value })}
        />
        <Input
          {...plain}
          label={t("language")}
          help={t("languageHelp")}
          error={said("language")}
          value={draft.language}
          maxLength={8}
          onChange={(event) => set({ language: event.target.value })}
        />
        <Input
          {...plain}
          label={t("language2")}
          error={said("languages")}
          value={draft.language2}
          maxLength={8}
          onChange={(event) => set({ language2: event.target.value })}
        />
        <Input
          label={t("atOnce")}
          help={t("atOnceHelp")}
          error={said("atOnce")}
          inputMode="numeric"
          value={draft.atOnce}
          maxLength={4}
          onChange={(event) => set({ atOnce: event.target.value.trim() })}
        />
        <Input
          label={t("message")}
          help={t("messageHelp")}
          value={draft.message}
          maxLength={512}
          onChange={(event) => set({ message: event.target.value })}
        />
      </div>
      <Switch
        label={t("masterPass")}
        note={t("masterPassNote")}
        checked={draft.masterPass}
        onChange={(masterPass) => set({ masterPass })}
      />
      <LimitFields draft={draft} set={set} said={said} />
      {error ? <Failure error={error} /> : null}
    </Dialog>
  );
}
