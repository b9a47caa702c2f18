"use client";
import "./smart-charging.css";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useTRPC } from "@/client/trpc";
import { useAddress } from "@/ui/address";
import { Notice } from "@/ui/notice";
import type { StationDetail } from "../stations/station";
import { AheadCards } from "./ahead-cards";
import { AskProfiles } from "./ask-profiles";
import { AskSchedule } from "./ask-schedule";
import { ClearProfile } from "./clear-profile";
import { EvCard } from "./ev-card";
import { HistoryCard } from "./history-card";
import { LimitsCard } from "./limits-card";
import { ProfilesCard } from "./profiles-card";
import { SetProfile } from "./set-profile";
import type { ProfilePair } from "./smart-charging";

type Asking = { what: "profiles" } | { what: "schedule"; evseId: number } | { what: "clear"; pair: ProfilePair };

/** What a station may draw: what we want, what it says, what others say, and what its cars need. */
export function EnergyTab({ station }: { station: StationDetail }) {
  const t = useTranslations("energy");
  const address = useAddress();
  const setting = address.read("profile");
  useEveryMinute();
  const [asking, setAsking] = useState<Asking>();
  const onClose = () => setAsking(undefined);
  const set = (profile: string) => address.write({ profile, command: null, record: null });
  return (
    <div className={setting ? "with-drawer" : undefined}>
      <div className="stack stack--4">
        {station.isOnline ? null : (
          <Notice tone="off" title={t("offline")}>
            <p>{t("offlineNext")}</p>
          </Notice>
        )}
        <ProfilesCard
          station={station}
          onSet={() => set("new")}
          onReplace={({ profileId }) => set(String(profileId))}
          onClear={(pair) => setAsking({ what: "clear", pair })}
          onAsk={() => setAsking({ what: "profiles" })}
        />
        <AheadCards station={station} onAsk={(evseId) => setAsking({ what: "schedule", evseId })} />
        <LimitsCard station={station} />
        <EvCard station={station} />
        <HistoryCard station={station} />
      </div>
      {setting ? (
        <SetProfile
          key={setting}
          station={station}
          replaces={setting}
          onClose={() => address.write({ profile: null })}
        />
      ) : null}
      {asking?.what === "profiles" ? <AskProfiles station={station} onClose={onClose} /> : null}
      {asking?.what === "schedule" ? <AskSchedule station={station} evseId={asking.evseId} onClose={onClose} /> : null}
      {asking?.what === "clear" ? <ClearProfile station={station} pair={asking.pair} onClose={onClose} /> : null}
    </div>
  );
}

/** A step of a schedule comes by the clock alone: no message tells of it. */
function useEveryMinute() {
  const client = useQueryClient();
  const trpc = useTRPC();
  useEffect(() => {
    const renew = () => {
      for (const { pathKey } of [trpc.smartCharging.profiles, trpc.smartCharging.ahead])
        void client.invalidateQueries({ queryKey: pathKey() });
    };
    const timer = setInterval(renew, 60_000);
    return () => clearInterval(timer);
  }, [client, trpc]);
}
