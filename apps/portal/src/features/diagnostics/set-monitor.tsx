"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { Input } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { Select } from "@/ui/select";
import { Switch } from "@/ui/tick";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";
import { technicalName, useDeviceWords } from "./device-words";
import { type Monitor, type MonitorType, monitorTypes } from "./monitor-columns";
import { faultOfMonitor, firstDraft, type MonitorDraft, monitorOf } from "./monitor-draft";
import { severities, useSeverityWord } from "./severity";

type Answer = { setMonitoringResult?: { status?: string }[] } | null | undefined;
const byName = "by name";

/** N04: a new monitor, or another limit for one that is there. */
export function SetMonitor({
  station,
  monitor,
  onClose,
}: {
  station: StationDetail;
  monitor?: Monitor;
  onClose: () => void;
}) {
  const t = useTranslations("diagnostics");
  const words = useDeviceWords();
  const severityWord = useSeverityWord();
  const trpc = useTRPC();
  const known =
    useQuery(trpc.stations.variables.queryOptions({ identity: station.identity, monitorable: true, limit: 1_000 })).data
      ?.items ?? [];
  const [draft, setDraft] = useState<MonitorDraft>(() => firstDraft(monitor));
  const [isTold, setTold] = useState(false);
  const send = useMutation(trpc.diagnostics.setMonitors.mutationOptions());
  const put = (changes: Partial<MonitorDraft>) => setDraft({ ...draft, ...changes });
  const fault = isTold ? faultOfMonitor(draft) : undefined;
  const chosen = known[Number(draft.choice)];
  const unit = draft.type.startsWith("Periodic") ? "s" : (monitor?.unit ?? chosen?.unit ?? undefined);
  const go = () => {
    setTold(true);
    if (faultOfMonitor(draft) === undefined)
      send.mutate({ identity: station.identity, ask: { monitors: [monitorOf(draft, monitor)] } });
  };
  return (
    <SendDialog
      station={station}
      title={monitor ? t("changeMonitor", { n: monitor.monitorId }) : t("setMonitor")}
      note={monitor ? `${words.variable(monitor)}, ${words.place(monitor)}` : station.identity}
      verb={t("setMonitor")}
      sending={send}
      onSend={go}
      onClose={onClose}
      after={({ response }) => {
        const status = (response as Answer)?.setMonitoringResult?.[0]?.status;
        if (!status) return null;
        return status === "Accepted" ? (
          <Notice tone="good" title={t("monitorTaken")} />
        ) : (
          <Notice tone="warn" title={t("monitorRefused", { status })}>
            {t.has(`refusal.${status}` as "refusal.Rejected") ? (
              <p>{t(`refusal.${status}` as "refusal.Rejected")}</p>
            ) : null}
          </Notice>
        );
      }}
    >
      {monitor ? null : (
        <Select
          label={t("watch")}
          value={draft.choice}
          placeholder={t("choose")}
          help={known.length === 0 ? t("noMonitorable") : undefined}
          error={fault === "variable" && draft.choice !== byName ? t("fault.variable") : undefined}
          options={[
            ...known.map((one, at) => ({
              value: String(at),
              label: `${words.place(one)}: ${words.variable(one)}`,
              note: technicalName(one),
            })),
            { value: byName, label: t("byName") },
          ]}
          onChange={(choice) => {
            const variable = known[Number(choice)];
            put(variable ? { ...firstDraft(variable), choice } : { ...firstDraft(), choice });
          }}
        />
      )}
      {draft.choice === byName ? (
        <>
          <div className="two">
            <Name
              label={t("component")}
              value={draft.component}
              onChange={(component) => put({ component })}
              error={fault === "variable" ? t("fault.variable") : undefined}
            />
            <Name label={t("variableName")} value={draft.variable} onChange={(variable) => put({ variable })} />
          </div>
          <div className="two">
            <Input
              label={t("evseNumber")}
              type="number"
              min={0}
              value={draft.evseId}
              onChange={(event) => put({ evseId: event.target.value })}
            />
            <Input
              label={t("connectorNumber")}
              type="number"
              min={1}
              value={draft.connectorId}
              onChange={(event) => put({ connectorId: event.target.value })}
            />
          </div>
        </>
      ) : null}
      <Select<MonitorType>
        label={t("watchedFor")}
        value={draft.type}
        options={monitorTypes.map((value) => ({ value, label: t(`monitorType.${value}`) }))}
        onChange={(type) => put({ type })}
      />
      <Input
        label={t(draft.type.startsWith("Periodic") ? "period" : "limit")}
        help={draft.type === "Delta" ? t("deltaHelp") : undefined}
        error={fault === "value" ? t("fault.value") : undefined}
        unit={unit}
        inputMode="decimal"
        value={draft.value}
        onChange={(event) => put({ value: event.target.value })}
      />
      <Select
        label={t("severityHead")}
        value={draft.severity}
        options={severities.map((one) => ({ value: String(one), label: `${one} ${severityWord(one)}` }))}
        onChange={(severity) => put({ severity })}
      />
      <Switch
        label={t("duringSession")}
        checked={draft.duringTransaction}
        onChange={(duringTransaction) => put({ duringTransaction })}
      />
    </SendDialog>
  );
}

function Name({
  label,
  value,
  error,
  onChange,
}: {
  label: string;
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
}) {
  return (
    <Input
      label={label}
      value={value}
      error={error}
      maxLength={50}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
