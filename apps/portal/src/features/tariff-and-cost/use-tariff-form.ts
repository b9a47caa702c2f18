"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { type Draft, draftOf, faultsOf, keyOf, pointOf, ratesOf } from "./draft";
import { type TariffDetail, tariffHref } from "./tariff";

/** A draft of a tariff: what was typed stays when somebody else saves meanwhile, and when saving fails. */
export function useTariffForm(tariff: TariffDetail | undefined, currency: string) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const saved = draftOf(tariff, pointOf(useLocale()));
  const [changes, setChanges] = useState<Partial<Draft>>({});
  const [isTold, setTold] = useState(false);
  const draft = { ...saved, ...changes };
  if (!tariff && changes.key === undefined) draft.key = keyOf(draft.name);
  const faults = faultsOf(draft);
  const rates = ratesOf(draft, currency);
  const changed = (Object.keys(changes) as (keyof Draft)[]).filter((field) => changes[field] !== saved[field]);
  const isChanged = changed.length > 0;
  const put = useMutation(
    trpc.tariffAndCost.put.mutationOptions({
      onSuccess: async ({ key }) => {
        await client.invalidateQueries({ queryKey: trpc.tariffAndCost.pathKey() });
        setChanges({});
        setTold(false);
        if (!tariff) router.push(tariffHref(key));
      },
    }),
  );
  return {
    draft,
    rates,
    isChanged,
    /** Whether it is the default is no part of a version. */
    makesVersion: changed.some((field) => field !== "isDefault"),
    isSaving: put.isPending,
    isSaved: put.isSuccess && !isChanged,
    error: put.error,
    /** A new tariff is not found fault with before somebody wants to save it. */
    faultOf: (field: keyof Draft) =>
      isTold || tariff || (field !== "name" && field !== "key") ? faults[field] : undefined,
    isFaulty: Object.keys(faults).length > 0,
    set: (change: Partial<Draft>) => {
      put.reset();
      setChanges((before) => ({ ...before, ...change }));
    },
    undo: () => {
      put.reset();
      setChanges({});
    },
    save: () => {
      setTold(true);
      if (Object.keys(faults).length > 0 || !rates) return;
      const { key, name, isDefault } = draft;
      put.mutate({ ...rates, key, name: name.trim(), isDefault, mustBeNew: !tariff });
    },
  };
}

export type TariffForm = ReturnType<typeof useTariffForm>;
