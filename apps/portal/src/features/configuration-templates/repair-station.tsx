"use client";
import "../commands/commands.css";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Dialog } from "@/ui/overlay";
import { setAnswers } from "../commands/answer";
import { CommandSteps } from "../commands/command-steps";
import { useRecord } from "../commands/use-record";
import type { StationDetail } from "../stations/station";
import { type Deadline, DeadlineSelect, deadlineSeconds, InsistTick } from "./repair-options";
import type { DriftItem } from "./template";

type Props = { station: StationDetail; items: DriftItem[]; onClose: () => void };

/** Asks one station for what differs, then shows what it said. */
export function RepairStation({ station, items, onClose }: Props) {
  const t = useTranslations("templates.repair");
  const ui = useTranslations("ui");
  const [deadline, setDeadline] = useState<Deadline>("86400");
  const [insist, setInsist] = useState(false);
  // What is asked about is what was there when it was asked; the answers change it behind.
  const [left] = useState(() => items.filter(({ state }) => state === "missing" || state === "refused").length);
  const [asked] = useState(() => items.filter(({ state }) => state === "different" || state === "unknown").length);
  const repair = useMutation(useTRPC().configurationTemplates.repairStation.mutationOptions());
  const done = repair.data;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("one", { identity: station.identity })}
      note={t("oneNote")}
      footer={
        done ? (
          <Button look="go" onClick={onClose}>
            {ui("done")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{ui("cancel")}</Button>
            <Button
              look="go"
              busy={repair.isPending}
              disabled={asked === 0 && !insist}
              onClick={() =>
                repair.mutate({ identity: station.identity, insist, deadlineSeconds: deadlineSeconds(deadline) })
              }
            >
              {t("do")}
            </Button>
          </>
        )
      }
    >
      {done ? (
        <>
          <p>
            {done.asked > 0
              ? t("askedFor", { n: done.asked, requests: done.commandIds.length })
              : t(done.alreadyAsked > 0 ? "alreadyAsked" : "nothing")}
          </p>
          {done.commandIds.slice(0, mostShown).map((id) => (
            <Asked key={id} id={id} timeZone={station.timeZone} />
          ))}
          {done.commandIds.length > mostShown ? (
            <p className="small dim">{t("moreRequests", { n: done.commandIds.length - mostShown })}</p>
          ) : null}
        </>
      ) : (
        <>
          <p>{t("willAskOne", { n: asked + (insist ? left : 0) })}</p>
          {left > 0 ? <InsistTick count={left} isOn={insist} onChange={setInsist} /> : null}
          {station.isOnline ? null : (
            <>
              <Notice tone="off" title={t("oneOffline")} />
              <DeadlineSelect value={deadline} onChange={setDeadline} />
            </>
          )}
        </>
      )}
      {repair.error ? <Failure error={repair.error} /> : null}
    </Dialog>
  );
}

/** The others stand among the station's commands. */
const mostShown = 5;

function Asked({ id, timeZone }: { id: string; timeZone: string }) {
  const record = useRecord(id);
  if (!record) return null;
  const said = setAnswers(record.response);
  return (
    <div className="stack">
      {said.length > 0 ? <b className="strong">{said.map(([status, n]) => `${n} ${status}`).join(", ")}</b> : null}
      <CommandSteps record={record} timeZone={timeZone} />
    </div>
  );
}
