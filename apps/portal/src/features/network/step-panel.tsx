"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { CommandSteps } from "../commands/command-steps";
import { useRecord } from "../commands/use-record";
import type { StationDetail } from "../stations/station";
import type { Migration, Step } from "./network";

/** The step whose turn it is: what it does, how it goes, and what an operator may do next. */
export function StepPanel({ station, migration }: { station: StationDetail; migration: Migration }) {
  const t = useTranslations("network");
  const { step, endedAt, undoCommandId } = migration;
  if (endedAt || !step)
    return (
      <div className="stack stack--3">
        <Watched station={station} commandId={endedAt ? undoCommandId : migration.steps.return.commandId} />
      </div>
    );
  const { state, commandId } = migration.steps[step];
  return (
    <div className="stack stack--3">
      <h3>{t(`step.${step}`, { slot: migration.slot })}</h3>
      <p className="small sub">{t(`does.${step}`, { slot: migration.slot, order: migration.order.join(", ") })}</p>
      <Watched station={station} commandId={commandId} />
      {step === "service" && state === "waiting" ? <Telling station={station} migration={migration} /> : null}
      {state === "failed" && step !== "return" ? (
        <Notice tone="warn" title={t(`failed.${step}`)}>
          <p>{t(`failedNext.${step}`)}</p>
        </Notice>
      ) : null}
      <Actions station={station} migration={migration} step={step} />
    </div>
  );
}

function Watched({ station, commandId }: { station: StationDetail; commandId: string | null }) {
  const record = useRecord(commandId ?? undefined);
  return record ? <CommandSteps record={record} timeZone={station.timeZone} /> : null;
}

/** B10.FR.05: what the station has still to tell would reach the other CSMS without its beginning. */
function Telling({ station, migration }: { station: StationDetail; migration: Migration }) {
  const t = useTranslations("network");
  return (
    <>
      <Notice tone="info" title={t("telling")}>
        <p>{migration.sessionsGoingOn > 0 ? t("sessionsGoOn", { n: migration.sessionsGoingOn }) : t("tellingNote")}</p>
      </Notice>
      <Watched station={station} commandId={migration.queueCommandId} />
    </>
  );
}

function Actions({ station, migration, step }: { station: StationDetail; migration: Migration; step: Step }) {
  const t = useTranslations("network");
  const trpc = useTRPC();
  const client = useQueryClient();
  const { identity } = station;
  const after = { onSuccess: () => client.invalidateQueries({ queryKey: trpc.network.get.queryKey() }) };
  const leave = useMutation(trpc.network.takeOutOfService.mutationOptions(after));
  const order = useMutation(trpc.network.putFirst.mutationOptions(after));
  const restart = useMutation(trpc.network.restart.mutationOptions(after));
  const { state } = migration.steps[step];
  const error = leave.error ?? order.error ?? restart.error;
  const isWaiting = state === "waiting";
  const first = (anyway: boolean) => order.mutate({ identity, anyway });
  return (
    <div className="stack stack--3">
      <div className="row row--wrap">
        {step === "service" && !isWaiting ? (
          <Button look="go" busy={leave.isPending} onClick={() => leave.mutate({ identity })}>
            {t(state === "failed" ? "askAgain" : "takeOut")}
          </Button>
        ) : null}
        {step === "service" ? (
          <Button busy={order.isPending} onClick={() => first(isWaiting)}>
            {t(isWaiting ? "orderAnyway" : "orderWithout")}
          </Button>
        ) : null}
        {step === "order" && !isWaiting ? (
          <Button look="go" busy={order.isPending} onClick={() => first(false)}>
            {t("putFirst", { slot: migration.slot })}
          </Button>
        ) : null}
        {step === "restart" && !isWaiting ? (
          <Button look="stop" busy={restart.isPending} onClick={() => restart.mutate({ identity })}>
            {t("restart")}
          </Button>
        ) : null}
        {step === "return" && station.isOnline && migration.outcome === null ? (
          <Button busy={restart.isPending} onClick={() => restart.mutate({ identity })}>
            {t("restartAgain")}
          </Button>
        ) : null}
      </div>
      {error ? <Failure error={error} /> : null}
    </div>
  );
}
