"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { useFormat } from "@/ui/format";
import { Dialog } from "@/ui/overlay";
import { Select } from "@/ui/select";
import { startOfDay } from "@/ui/zoned-day";
import { type Days, daysOfPeriod, faultOfDays, momentsOfDays, type ReportPeriod, reportPeriods } from "./report-period";

const everySite = "all";

/** Which sessions go into the file: those that began in these days, at all sites or at one. */
export function NewReport({
  timeZone: tenantZone,
  siteId,
  onClose,
}: {
  timeZone: string;
  siteId: string | undefined;
  onClose: () => void;
}) {
  const t = useTranslations("reports");
  const ui = useTranslations("ui");
  const trpc = useTRPC();
  const client = useQueryClient();
  const format = useFormat();
  const [now] = useState(Date.now);
  const sites = useQuery(trpc.sites.list.queryOptions()).data ?? [];
  const [chosenSite, setSite] = useState(siteId);
  const site = sites.find(({ id }) => id === chosenSite);
  const timeZone = site?.timeZone ?? tenantZone;
  const [period, setPeriod] = useState<ReportPeriod>("lastMonth");
  const [typed, setTyped] = useState<Days>(() => daysOfPeriod("thisMonth", now, timeZone));
  const days = period === "days" ? typed : daysOfPeriod(period, now, timeZone);
  const fault = faultOfDays(days);
  const create = useMutation(
    trpc.reports.create.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: trpc.reports.list.pathKey() });
        onClose();
      },
    }),
  );
  const day = (text: string) => format.date(startOfDay(text, timeZone), timeZone);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("ask.title")}
      note={t("ask.note")}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button
            look="go"
            busy={create.isPending}
            disabled={fault !== undefined}
            onClick={() => create.mutate({ kind: "transactions", ...momentsOfDays(days, timeZone), siteId: site?.id })}
          >
            {t("ask.make")}
          </Button>
        </>
      }
    >
      <div className="choice" role="radiogroup" aria-label={t("ask.period")}>
        {reportPeriods.map((one) => (
          <label key={one}>
            <input type="radio" name="period" value={one} checked={period === one} onChange={() => setPeriod(one)} />
            {t(`ask.periods.${one}`)}
            {one === "days" ? null : (
              <small>{rangeOf(daysOfPeriod(one, now, timeZone), day, (from, to) => t("period", { from, to }))}</small>
            )}
          </label>
        ))}
      </div>
      {period === "days" ? (
        <div className="two">
          <Input
            label={t("ask.from")}
            type="date"
            max="9999-12-31"
            value={typed.first}
            onChange={(event) => setTyped({ ...typed, first: event.target.value })}
          />
          <Input
            label={t("ask.to")}
            type="date"
            max="9999-12-31"
            value={typed.last}
            error={fault ? t(`ask.fault.${fault}`) : undefined}
            onChange={(event) => setTyped({ ...typed, last: event.target.value })}
          />
        </div>
      ) : null}
      <Select
        label={t("ask.site")}
        help={t("ask.zone", { zone: timeZone })}
        value={site?.id ?? everySite}
        options={[
          { value: everySite, label: t("allSites") },
          ...sites.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(next) => setSite(next === everySite ? undefined : next)}
      />
      {create.error ? <Failure error={create.error} /> : null}
    </Dialog>
  );
}

const rangeOf = ({ first, last }: Days, day: (text: string) => string, write: (from: string, to: string) => string) =>
  first === last ? day(first) : write(day(first), day(last));
