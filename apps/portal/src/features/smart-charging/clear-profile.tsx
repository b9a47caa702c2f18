"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";
import type { ProfilePair } from "./smart-charging";
import { useLimitWords } from "./use-limit-words";

/** K10: says what will no longer limit whom, and asks once. */
export function ClearProfile({
  station,
  pair,
  onClose,
}: {
  station: StationDetail;
  pair: ProfilePair;
  onClose: () => void;
}) {
  const t = useTranslations("energy");
  const words = useLimitWords();
  const clear = useMutation(useTRPC().smartCharging.clear.mutationOptions());
  const { profileId, purpose, told, wanted } = pair;
  const profile = told?.profile ?? wanted?.profile;
  return (
    <SendDialog
      station={station}
      title={t("clearTitle", { n: profileId, identity: station.identity })}
      note={t("clearNote", {
        where: words.where(pair),
        purpose: words.purpose(purpose),
        limit: profile ? words.profile(profile) : "?",
      })}
      verb={t("clearGo")}
      look="stop"
      sending={clear}
      onSend={() => clear.mutate({ identity: station.identity, chargingProfileId: profileId })}
      onClose={onClose}
    />
  );
}
