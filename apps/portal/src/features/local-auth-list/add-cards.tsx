"use client";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Bone } from "@/ui/bone";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/overlay";
import { SearchField } from "@/ui/search-field";
import { Tag } from "@/ui/tag";
import { entryKey, isType, type NewEntry } from "./local-list";
import { useListChanged } from "./use-list-changed";

type Props = { identity: string; onByHand: () => void; onClose: () => void };

/** Cards of ours, found by what they begin with; on the list they follow what becomes of them here. */
export function AddCards({ identity, onByHand, onClose }: Props) {
  const t = useTranslations("localList");
  const ui = useTranslations("ui");
  const trpc = useTRPC();
  const changed = useListChanged();
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState(new Map<string, NewEntry>());
  const cards = useQuery(
    trpc.localAuthList.cards.queryOptions({ identity, search, limit: 20 }, { placeholderData: keepPreviousData }),
  );
  const put = useMutation(
    trpc.localAuthList.change.mutationOptions({
      onSuccess: () => {
        changed();
        onClose();
      },
    }),
  );
  const toggle = (entry: NewEntry) => {
    const next = new Map(chosen);
    if (!next.delete(entryKey(entry))) next.set(entryKey(entry), entry);
    setChosen(next);
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("add")}
      note={t("addNote")}
      footer={
        <>
          <Button onClick={onByHand}>{t("byHand")}</Button>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button
            look="go"
            disabled={chosen.size === 0}
            busy={put.isPending}
            onClick={() => put.mutate({ identity, put: [...chosen.values()] })}
          >
            {t("addChosen", { n: chosen.size })}
          </Button>
        </>
      }
    >
      <SearchField label={t("findCard")} value={search} onChange={setSearch} />
      {cards.error ? <Failure error={cards.error} retry={() => void cards.refetch()} /> : null}
      {cards.data === undefined && !cards.error ? <Bone width="100%" height={44} block /> : null}
      {cards.data?.length === 0 ? <p className="sub">{t("noCard")}</p> : null}
      <ul className="picks" aria-label={t("foundCards")} hidden={!cards.data?.length}>
        {cards.data?.map(({ idToken, type, status, isListed }) =>
          isType(type) ? (
            <li key={entryKey({ idToken, type })}>
              <label>
                <input
                  type="checkbox"
                  checked={isListed || chosen.has(entryKey({ idToken, type }))}
                  disabled={isListed}
                  onChange={() => toggle({ idToken, type })}
                />
                <span className="grow">
                  <span className="mono">{idToken}</span> <span className="small dim">{type}</span>
                </span>
                {isListed ? <span className="small">{t("isListed")}</span> : null}
                {status === "Accepted" ? null : <Tag tone="warn">{status}</Tag>}
              </label>
            </li>
          ) : null,
        )}
      </ul>
      {put.error ? <Failure error={put.error} /> : null}
    </Dialog>
  );
}
