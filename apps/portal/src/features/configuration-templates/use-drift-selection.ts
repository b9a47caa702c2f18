"use client";
import { useMutation } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useTRPCClient } from "@/client/trpc";
import type { Selection } from "@/ui/table-selection";
import type { StationDrift } from "./template";
import type { driftInput } from "./template-input";

/** Which stations are chosen for a repair. Another filter is another list: what is not in sight is never hit. */
export function useDriftSelection(input: ReturnType<typeof driftInput>, rows: StationDrift[]) {
  const api = useTRPCClient();
  const [picked, setPicked] = useState<ReadonlyMap<string, StationDrift>>(new Map());
  const [isAll, setAll] = useState(false);
  const all = useMutation({
    mutationFn: () => api.configurationTemplates.drift.query({ ...input, limit: 1_000 }),
  });
  const clear = useCallback(() => {
    setPicked(new Map());
    setAll(false);
  }, []);
  const filterKey = JSON.stringify(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter is compared by its text
  useEffect(clear, [filterKey, clear]);
  const { mutate } = all;
  const selection = useMemo(
    (): Selection<StationDrift> => ({
      keys: new Set(picked.keys()),
      isAll,
      select: (some, isOn) => {
        setAll(false);
        setPicked((before) => {
          const next = new Map(before);
          for (const row of some)
            if (isOn) next.set(row.id, row);
            else next.delete(row.id);
          return next;
        });
      },
      selectAll: (isOn) =>
        isOn
          ? mutate(undefined, {
              onSuccess: ({ items }) => {
                setPicked(new Map(items.map((row) => [row.id, row])));
                setAll(true);
              },
            })
          : clear(),
    }),
    [picked, isAll, mutate, clear],
  );
  const chosen = useMemo(() => {
    const fresh = new Map(rows.map((row) => [row.id, row]));
    return [...picked.values()].map((row) => fresh.get(row.id) ?? row);
  }, [picked, rows]);
  return { selection, chosen, clear, isLoading: all.isPending };
}
