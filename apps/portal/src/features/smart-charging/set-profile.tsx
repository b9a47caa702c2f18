"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Bone } from "@/ui/bone";
import { Drawer } from "@/ui/drawer";
import { Notice } from "@/ui/notice";
import { useFirstNow } from "@/ui/now";
import { CommandSteps, CommandTag } from "../commands/command-steps";
import { useRecord } from "../commands/use-record";
import type { StationDetail } from "../stations/station";
import { draftOf, newDraft } from "./profile-draft";
import { ProfileForm } from "./profile-form";

type Props = { station: StationDetail; replaces: string; onClose: () => void };

/** A profile beside the page: what to allow, where, when; then what the station says to it. */
export function SetProfile({ station, replaces, onClose }: Props) {
  const t = useTranslations("energy");
  const trpc = useTRPC();
  const firstNow = useFirstNow();
  const { identity, timeZone } = station;
  const isNew = replaces === "new";
  const known = useQuery(trpc.smartCharging.profiles.queryOptions({ identity, limit: 1000 }, { enabled: !isNew }));
  const before = known.data?.items.find(({ profileId, wanted }) => wanted && String(profileId) === replaces);
  const draft = useMemo(() => {
    if (isNew) return newDraft(firstNow, timeZone);
    return before?.wanted ? draftOf(before.evseId, before.wanted.profile, timeZone) : undefined;
  }, [isNew, firstNow, timeZone, before]);
  const set = useMutation(trpc.smartCharging.set.mutationOptions());
  const record = useRecord(set.data?.id, set.data);
  return (
    <Drawer
      title={isNew ? t("setTitle") : t("replaceTitle", { n: replaces })}
      note={t(isNew ? "setNote" : "replaceNote")}
      onClose={onClose}
    >
      {draft ? (
        <ProfileForm
          station={station}
          first={draft}
          id={before?.profileId}
          isSending={set.isPending}
          sentBefore={record !== undefined}
          error={set.error}
          onSend={(wish) => set.mutate({ identity, ...wish })}
        />
      ) : known.error ? (
        <Failure error={known.error} retry={() => void known.refetch()} />
      ) : known.data ? (
        <Notice tone="info" title={t(before ? "notInForm" : "goneMeanwhile")} />
      ) : (
        <Bone width="100%" height={320} block />
      )}
      {record ? (
        <div className="stack stack--3">
          <div className="row between">
            <h3>{t("whatCame")}</h3>
            <CommandTag record={record} />
          </div>
          <CommandSteps record={record} timeZone={timeZone} />
        </div>
      ) : null}
    </Drawer>
  );
}
