"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { AskDialog } from "../commands/ask-dialog";
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
    <AskDialog
      station={station}
      title={t("clearTitle", { n: profileId, identity: station.identity })}
      note={t("clearNote", {
        where: words.where(pair),
        purpose: words.purpose(purpose),
        limit: profile ? words.profile(profile) : "?",
      })}
      go={t("clearGo")}
      look="stop"
      mutation={clear}
      onGo={() => clear.mutate({ identity: station.identity, chargingProfileId: profileId })}
      onClose={onClose}
    />
  );
}
