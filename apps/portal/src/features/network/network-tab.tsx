"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Card, CardBody } from "@/ui/card";
import { Notice } from "@/ui/notice";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";
import { MigrationCard } from "./migration-card";
import { NewMigration } from "./new-migration";
import { SlotsCard } from "./slots-card";

/** By which profiles a station reaches a CSMS, and how it goes over to another (B09, B10). */
export function NetworkTab({ station }: { station: StationDetail }) {
  const t = useTranslations("network");
  const { identity } = station;
  const [slot, setSlot] = useState<number>();
  const [asking, setAsking] = useState(false);
  const query = useQuery(useTRPC().network.get.queryOptions({ identity }, { refetchInterval: 5000 }));
  const network = query.data;
  if (query.error && !network)
    return (
      <Card>
        <CardBody>
          <Failure error={query.error} retry={() => void query.refetch()} />
        </CardBody>
      </Card>
    );
  const ask = (
    <Button icon="redo" onClick={() => setAsking(true)}>
      {t("ask")}
    </Button>
  );
  const isUnknown = network && (network.inUse === null || !network.knowsSlots);
  const hasNoFree = network?.knowsSlots && network.inUse && !network.slots.some(({ isFree }) => isFree);
  return (
    <>
      {isUnknown ? (
        <Notice tone="info" title={t(network.inUse ? "slotsUnknown" : "inUseUnknown")} action={ask}>
          <p>{t("unknownNote")}</p>
        </Notice>
      ) : null}
      {hasNoFree ? (
        <Notice tone="warn" title={t("noFree")}>
          <p>{t("noFreeNote")}</p>
        </Notice>
      ) : null}
      {network?.migration ? <MigrationCard station={station} network={network} /> : null}
      <SlotsCard station={station} network={network} onAsk={() => setAsking(true)} onMigrate={setSlot} />
      {network && slot !== undefined ? (
        <NewMigration station={station} network={network} slot={slot} onClose={() => setSlot(undefined)} />
      ) : null}
      {asking ? <AskForSlots station={station} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function AskForSlots({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("network");
  const send = useMutation(useTRPC().network.ask.mutationOptions());
  return (
    <SendDialog
      station={station}
      title={t("askTitle", { identity: station.identity })}
      note={t("askNote")}
      verb={t("ask")}
      sending={send}
      onSend={() => send.mutate({ identity: station.identity })}
      onClose={onClose}
    />
  );
}
