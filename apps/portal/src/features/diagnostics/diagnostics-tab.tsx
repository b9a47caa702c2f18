"use client";
import "./diagnostics.css";
import { useTranslations } from "next-intl";
import { useAddress } from "@/ui/address";
import { Segments } from "@/ui/tabs";
import type { StationDetail } from "../stations/station";
import { CustomersCard } from "./customers-card";
import { EventsCard } from "./events-card";
import { LogsCard } from "./logs-card";
import { MonitorsCard } from "./monitors-card";
import { ProblemsCard } from "./problems-card";

const parts = ["events", "monitors", "logs", "customers"] as const;

/** What the station notices of itself, what it watches, its logs, and what it keeps of customers. */
export function DiagnosticsTab({ station }: { station: StationDetail }) {
  const t = useTranslations("diagnostics");
  const address = useAddress();
  const part = parts.find((one) => one === address.read("part")) ?? "events";
  return (
    <>
      <div className="parts">
        <Segments
          label={t("parts.label")}
          value={part}
          options={parts.map((value) => ({ value, label: t(`parts.${value}`) }))}
          onChange={(next) => address.write({ part: next === "events" ? null : next, find: null })}
        />
      </div>
      {part === "events" ? (
        <>
          <ProblemsCard station={station} />
          <EventsCard station={station} />
        </>
      ) : null}
      {part === "monitors" ? <MonitorsCard station={station} /> : null}
      {part === "logs" ? <LogsCard station={station} /> : null}
      {part === "customers" ? <CustomersCard station={station} /> : null}
    </>
  );
}
