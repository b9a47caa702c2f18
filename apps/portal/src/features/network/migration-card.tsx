"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/ui/button";
import { Card, CardBody, CardHead } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { Notice } from "@/ui/notice";
import { type Step as ShownStep, Steps } from "@/ui/steps";
import type { StationDetail } from "../stations/station";
import { EndMigration } from "./end-migration";
import { isDone, type Migration, type Network, steps } from "./network";
import { StepPanel } from "./step-panel";

const toneOf = { arrived: "good", gone: "good", unsure: "info", "fell-back": "warn", lost: "bad" } as const;

/** A migration from its first step to where the station is now; each step waits for an operator. */
export function MigrationCard({ station, network }: { station: StationDetail; network: Network }) {
  const t = useTranslations("network");
  const format = useFormat();
  const [ending, setEnding] = useState(false);
  const migration = network.migration!;
  const { slot, fromSlot, startedAt, startedBy, endedAt, outcome } = migration;
  const words = { slot, from: fromSlot ?? "?", identity: station.identity };
  return (
    <Card>
      <CardHead
        title={t("migrationTitle", words)}
        note={t("startedBy", { name: startedBy ?? "?", when: format.exact(startedAt, station.timeZone) })}
      >
        {endedAt ? null : <Button onClick={() => setEnding(true)}>{t(isDone(migration) ? "finish" : "giveUp")}</Button>}
      </CardHead>
      <CardBody className="stack stack--4">
        {outcome ? (
          <Notice tone={toneOf[outcome]} title={t(`outcome.${outcome}`, words)}>
            <p>{t(`outcomeNext.${outcome}`, words)}</p>
          </Notice>
        ) : null}
        {endedAt ? (
          <Notice tone="plain" title={t("closed", { when: format.exact(endedAt, station.timeZone) })}>
            <p>{t(migration.undoCommandId ? "closedUndone" : "closedNote", words)}</p>
          </Notice>
        ) : null}
        <div className="two">
          <Steps live steps={useSteps(migration)} />
          <StepPanel station={station} migration={migration} />
        </div>
      </CardBody>
      {ending ? <EndMigration station={station} migration={migration} onClose={() => setEnding(false)} /> : null}
    </Card>
  );
}

const dotOf = { todo: "todo", waiting: "waiting", done: "done", failed: "bad", skipped: "todo" } as const;

function useSteps(migration: Migration): ShownStep[] {
  const t = useTranslations("network");
  return steps.map((step) => {
    const { state } = migration.steps[step];
    return {
      ...{ id: step, state: dotOf[state], title: t(`step.${step}`, { slot: migration.slot }) },
      ...(state === "skipped" ? { note: t("skipped") } : {}),
    };
  });
}
