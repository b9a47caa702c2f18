"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC, useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { Bone } from "@/ui/bone";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/overlay";
import { SearchField } from "@/ui/search-field";
import type { TariffDetail, TariffStation } from "./tariff";

type Props = { tariff: Pick<TariffDetail, "key" | "name">; onClose: () => void };

/** Which stations have this tariff for their own: each says which it has now. */
export function ChooseStations({ tariff, onClose }: Props) {
  const t = useTranslations("tariffs.choose");
  const ui = useTranslations("ui");
  const client = useQueryClient();
  const trpc = useTRPC();
  const api = useTRPCClient();
  const [search, setSearch] = useState("");
  /** What was ticked or cleared here, by identity. */
  const [changes, setChanges] = useState<ReadonlyMap<string, boolean>>(new Map());
  const list = useList(
    "tariffAndCost.stations",
    { search: search || undefined, limit: 50 },
    api.tariffAndCost.stations.query,
  );
  const identities = (isChosen: boolean) =>
    [...changes].flatMap(([identity, is]) => (is === isChosen ? [identity] : []));
  const assign = useMutation({
    mutationFn: async () => {
      const [given, taken] = [identities(true), identities(false)];
      if (given.length > 0) await api.tariffAndCost.assign.mutate({ tariffKey: tariff.key, stationIdentities: given });
      if (taken.length > 0) await api.tariffAndCost.assign.mutate({ tariffKey: null, stationIdentities: taken });
    },
    onSettled: () => client.invalidateQueries({ queryKey: trpc.tariffAndCost.pathKey() }),
    onSuccess: onClose,
  });
  const isChosen = (station: TariffStation) => changes.get(station.identity) ?? station.tariffKey === tariff.key;
  const choose = (stations: TariffStation[], chosen: boolean) =>
    setChanges((before) => {
      const next = new Map(before);
      for (const { identity, tariffKey } of stations)
        if (chosen === (tariffKey === tariff.key)) next.delete(identity);
        else next.set(identity, chosen);
      return next;
    });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title", { name: tariff.name })}
      note={t("note")}
      footer={
        <>
          <span className="small sub grow" role="status">
            {t("counted", { given: identities(true).length, taken: identities(false).length })}
          </span>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button look="go" busy={assign.isPending} disabled={changes.size === 0} onClick={() => assign.mutate()}>
            {t("save")}
          </Button>
        </>
      }
    >
      <div className="row row--wrap between">
        <SearchField label={t("search")} value={search} onChange={setSearch} />
        <Button
          size="s"
          disabled={list.rows.length === 0}
          onClick={() => choose(list.rows, !list.rows.every(isChosen))}
        >
          {t(list.rows.length > 0 && list.rows.every(isChosen) ? "clearShown" : "chooseShown")}
        </Button>
      </div>
      {list.error ? <Failure error={list.error} retry={list.retry} /> : null}
      {list.pages ? (
        <div className="picks">
          {list.rows.map((station) => (
            <label key={station.id}>
              <input
                type="checkbox"
                checked={isChosen(station)}
                onChange={(event) => choose([station], event.target.checked)}
              />
              {station.identity}
              <small>{[station.siteName, station.tariffName ?? t("byDefault")].filter(Boolean).join(" · ")}</small>
            </label>
          ))}
          {list.rows.length === 0 ? <p className="sub">{t("none")}</p> : null}
          {list.more.hasMore ? (
            <Button busy={list.more.isLoadingMore} onClick={list.more.loadMore}>
              {t("more")}
            </Button>
          ) : null}
        </div>
      ) : list.error ? null : (
        <Bone width="100%" height={120} />
      )}
      {assign.error ? <Failure error={assign.error} /> : null}
    </Dialog>
  );
}
