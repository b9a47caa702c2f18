"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { Age } from "@/ui/age";
import { Button } from "@/ui/button";
import { Card, CardBody, CardHead } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { Notice } from "@/ui/notice";
import type { StationDetail } from "../stations/station";
import { bases, SetBase } from "./set-base";
import { SetLevel } from "./set-level";
import { useSeverityWord } from "./severity";

/** Which monitors are at work and how grave an event must be to be told, as the station last accepted. */
export function MonitoringFacts({ station }: { station: StationDetail }) {
  const t = useTranslations("diagnostics");
  const format = useFormat();
  const word = useSeverityWord();
  const [open, setOpen] = useState<"base" | "level">();
  const query = useQuery(useTRPC().diagnostics.monitoring.queryOptions({ identity: station.identity }));
  const facts = query.data;
  const base = bases.find((one) => one === facts?.base);
  const said = (at: Date | null | undefined) =>
    at ? <span className="dim small"> {t("acceptedAt", { when: format.exact(at, station.timeZone) })}</span> : null;
  return (
    <Card>
      <CardHead title={t("monitoring")}>
        <Button onClick={() => setOpen("base")}>{t("setBase")}</Button>
        <Button onClick={() => setOpen("level")}>{t("setLevel")}</Button>
      </CardHead>
      <CardBody className="stack stack--3">
        <dl className="facts">
          <dt>{t("base.head")}</dt>
          <dd>
            {base ? t(`base.${base}.title`) : t("neverSet")}
            {said(facts?.baseAt)}
          </dd>
          <dt>{t("level")}</dt>
          <dd>
            {facts?.level == null ? t("neverSet") : t("atMost", { n: facts.level, word: word(facts.level) })}
            {said(facts?.levelAt)}
          </dd>
          <dt>{t("reported")}</dt>
          <dd>{facts?.reportedAt ? <Age at={facts.reportedAt} timeZone={station.timeZone} /> : t("neverReported")}</dd>
        </dl>
        {facts?.staleSince ? (
          <Notice tone="warn" title={t("stale", { when: format.exact(facts.staleSince, station.timeZone) })}>
            <p>{t("staleNote")}</p>
          </Notice>
        ) : null}
      </CardBody>
      {open === "base" ? <SetBase station={station} onClose={() => setOpen(undefined)} /> : null}
      {open === "level" ? <SetLevel station={station} onClose={() => setOpen(undefined)} /> : null}
    </Card>
  );
}
