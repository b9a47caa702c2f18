"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { Input } from "@/ui/field";
import { Segments } from "@/ui/tabs";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";
import { EvseSelect } from "./evse-select";
import type { Unit } from "./smart-charging";

const mostHours = 168;

/** K08: what the station will charge by, all things taken together. */
export function AskSchedule({
  station,
  evseId,
  onClose,
}: {
  station: StationDetail;
  evseId: number;
  onClose: () => void;
}) {
  const t = useTranslations("energy");
  const [evse, setEvse] = useState(String(evseId));
  const [hours, setHours] = useState("24");
  const [unit, setUnit] = useState<Unit>("A");
  const ask = useMutation(useTRPC().smartCharging.askSchedule.mutationOptions());
  const isWrong = !(Number(hours) > 0 && Number(hours) <= mostHours);
  return (
    <SendDialog
      station={station}
      title={t("askScheduleTitle", { identity: station.identity })}
      note={t("askScheduleNote")}
      verb={t("askSchedule")}
      sending={ask}
      onSend={() =>
        isWrong ||
        ask.mutate({
          identity: station.identity,
          evseId: Number(evse),
          duration: Math.round(Number(hours) * 3600),
          chargingRateUnit: unit,
        })
      }
      onClose={onClose}
    >
      <EvseSelect
        station={station}
        value={evse}
        onChange={setEvse}
        first={[{ value: "0", label: t("wholeStation") }]}
      />
      <Input
        label={t("howLong")}
        unit={t("hours")}
        inputMode="decimal"
        value={hours}
        error={isWrong ? t("hoursWrong", { n: mostHours }) : undefined}
        onChange={(event) => setHours(event.target.value.replace(",", "."))}
      />
      <UnitSegments value={unit} onChange={setUnit} />
    </SendDialog>
  );
}

export function UnitSegments({ value, onChange }: { value: Unit; onChange: (unit: Unit) => void }) {
  const t = useTranslations("energy");
  return (
    <Segments
      label={t("unit")}
      value={value}
      options={[
        { value: "A", label: t("unitA") },
        { value: "W", label: t("unitW") },
      ]}
      onChange={onChange}
    />
  );
}
