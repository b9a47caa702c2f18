"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Drawer } from "@/ui/drawer";
import { useFormat } from "@/ui/format";
import { Notice } from "@/ui/notice";
import { Dialog } from "@/ui/overlay";
import { RawJson } from "@/ui/raw-json";
import { asksFirst } from "../commands/asks-first";
import { CommandForm } from "../commands/command-form";
import { CommandList, FindCommand } from "../commands/command-list";
import type { CommandEntry } from "../commands/list-commands";
import { bulkHref } from "./bulk-href";
import { reachOf, type Selected } from "./selection";

/** Made for each station, so that none hears the number of another. */
const ownNumbers: ReadonlySet<string> = new Set(["requestId", "remoteStartId"]);
const ownNumbersOfReservations: ReadonlySet<string> = new Set(["id"]);

/** For many, taking out of service is asked about as well. */
const asks = (action: string) => asksFirst.has(action) || action === "ChangeAvailability";

type Props = { action: string; stations: Selected[]; onClose: () => void };

/** One command for the whole selection, written as for one station. */
export function BulkDrawer({ action, stations, onClose }: Props) {
  const t = useTranslations("bulk");
  const commands = useTranslations("commands");
  const ui = useTranslations("ui");
  const format = useFormat();
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const [asking, setAsking] = useState<{ payload: unknown; deadlineSeconds: number }>();
  const reach = reachOf(stations);
  const send = useMutation(
    trpc.bulkCommands.send.mutationOptions({
      onSuccess: (bulk) => {
        void client.invalidateQueries({ queryKey: trpc.bulkCommands.list.pathKey() });
        router.push(bulkHref(bulk.id));
      },
    }),
  );
  const go = (payload: unknown, deadlineSeconds: number) =>
    send.mutate({ action, payload, deadlineSeconds, stationIdentities: stations.map(({ identity }) => identity) });
  const what = (key: "ask" | "send") =>
    t(key, { action, n: reach.count, count: format.number(reach.count), charging: reach.chargingCount });

  return (
    <Drawer title={action} note={commands(`what.${action}` as "what.Reset")} onClose={onClose}>
      <div className="stack stack--4">
        <p>
          <b className="strong">{t("to", { n: reach.count })}</b>{" "}
          <span className="dim">{t("toSome", { names: namesOf(stations), n: Math.max(0, stations.length - 3) })}</span>
        </p>
        {reach.chargingCount > 0 && action === "Reset" ? (
          <Notice tone="warn" title={commands("chargingNow", { n: reach.carCount })}>
            <p>{commands("resetNote")}</p>
          </Notice>
        ) : null}
        <CommandForm
          to="many"
          action={action}
          evseId={undefined}
          leaveOut={action === "ReserveNow" ? ownNumbersOfReservations : ownNumbers}
          away={
            reach.offlineCount > 0
              ? { title: t("offline", { n: reach.offlineCount }), next: t("offlineNext") }
              : undefined
          }
          isSending={send.isPending || send.isSuccess}
          error={send.error}
          sentBefore={send.isSuccess}
          onSend={(payload, deadlineSeconds) =>
            asks(action) ? setAsking({ payload, deadlineSeconds }) : go(payload, deadlineSeconds)
          }
        />
      </div>
      <Dialog
        open={asking !== undefined}
        onOpenChange={() => setAsking(undefined)}
        title={what("ask")}
        note={reach.chargingCount > 0 ? commands("chargingNow", { n: reach.carCount }) : t("askNote")}
        footer={
          <>
            <Button onClick={() => setAsking(undefined)}>{ui("cancel")}</Button>
            <Button
              look="stop"
              onClick={() => {
                if (asking) go(asking.payload, asking.deadlineSeconds);
                setAsking(undefined);
              }}
            >
              {what("send")}
            </Button>
          </>
        }
      >
        <RawJson text={JSON.stringify(asking?.payload, null, 2) ?? ""} />
      </Dialog>
    </Drawer>
  );
}

const namesOf = (stations: Selected[]) =>
  stations
    .slice(0, 3)
    .map(({ identity }) => identity)
    .join(", ");

/** Any of the forty, for the selection. */
export function BulkPicker({
  commands,
  onPick,
  onClose,
}: {
  commands: CommandEntry[];
  onPick: (action: string) => void;
  onClose: () => void;
}) {
  const t = useTranslations("bulk");
  const [text, setText] = useState("");
  return (
    <Drawer title={t("any")} onClose={onClose}>
      <div className="stack stack--4">
        <FindCommand text={text} onText={setText} />
        <div className="commands">
          <CommandList
            commands={commands}
            text={text}
            item={(action, what) => (
              <button type="button" className="item" title={what} onClick={() => onPick(action)}>
                {action}
              </button>
            )}
          />
        </div>
      </div>
    </Drawer>
  );
}
