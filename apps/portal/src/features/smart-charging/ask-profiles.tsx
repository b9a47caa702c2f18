"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { Select } from "@/ui/select";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";
import { EvseSelect } from "./evse-select";
import { purposes } from "./smart-charging";

const asked = [...purposes, "ChargingStationExternalConstraints"] as const;
const everywhere = "any";

/** K09: the profiles come in reports of their own, and the tab fills as they do. */
export function AskProfiles({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("energy");
  const [evse, setEvse] = useState(everywhere);
  const [purpose, setPurpose] = useState<(typeof asked)[number]>("TxDefaultProfile");
  const ask = useMutation(useTRPC().smartCharging.askProfiles.mutationOptions());
  return (
    <SendDialog
      station={station}
      title={t("askProfilesTitle", { identity: station.identity })}
      note={t("askProfilesNote")}
      verb={t("ask")}
      sending={ask}
      onSend={() =>
        ask.mutate({
          identity: station.identity,
          chargingProfilePurpose: purpose,
          ...(evse === everywhere ? {} : { evseId: Number(evse) }),
        })
      }
      onClose={onClose}
    >
      <Select
        label={t("purposeHead")}
        value={purpose}
        options={asked.map((value) => ({ value, label: t(`purpose.${value}`) }))}
        onChange={setPurpose}
      />
      <EvseSelect
        station={station}
        value={evse}
        onChange={setEvse}
        first={[
          { value: everywhere, label: t("everywhere") },
          { value: "0", label: t("wholeStation") },
        ]}
      />
    </SendDialog>
  );
}
