"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "@/client/trpc";
import type { TenantSettings } from "./settings";

export type Changes = Partial<Omit<TenantSettings, "slug">>;

/** A draft of some settings: only what was changed is sent, and nothing is lost when saving fails. */
export function useSettingsForm(settings: TenantSettings, keys: readonly (keyof Changes)[]) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [changes, setChanges] = useState<Changes>({});
  const [isSaved, setSaved] = useState(false);
  const update = useMutation(
    trpc.tenant.update.mutationOptions({
      onSuccess: (saved) => {
        client.setQueryData(trpc.tenant.get.queryKey(), saved);
        setChanges({});
        setSaved(true);
      },
    }),
  );
  useEffect(() => {
    if (!isSaved) return;
    const timer = setTimeout(() => setSaved(false), 4000);
    return () => clearTimeout(timer);
  }, [isSaved]);

  const value: TenantSettings = { ...settings, ...changes };
  const changed = keys.filter((key) => changes[key] !== undefined && changes[key] !== settings[key]);
  return {
    value,
    isChanged: changed.length > 0,
    isSaved: isSaved && changed.length === 0,
    isSaving: update.isPending,
    error: update.error,
    set: (change: Changes) => {
      setSaved(false);
      setChanges((before) => ({ ...before, ...change }));
    },
    save: () => update.mutate(Object.fromEntries(changed.map((key) => [key, value[key]])) as Changes),
    undo: () => {
      update.reset();
      setChanges({});
    },
  };
}
