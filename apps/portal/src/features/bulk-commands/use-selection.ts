"use client";
import { useMutation } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useTRPCClient } from "@/client/trpc";
import type { Selection } from "@/ui/table-selection";
import type { StationRow } from "../stations/station";
import type { Selected } from "./selection";

type Input = Parameters<ReturnType<typeof useTRPCClient>["bulkCommands"]["selection"]["query"]>[0];

const inUse = new Set(["charging", "paused-ev", "paused-evse"]);
const selectedOf = ({ id, identity, isOnline, evses }: StationRow): Selected => ({
  ...{ id, identity, isOnline },
  carCount: evses.filter(({ state }) => inUse.has(state)).length,
});

/** Which stations of the list are chosen. Another filter is another list: what is not in sight is never hit. */
export function useSelection(filter: Input, rows: StationRow[]) {
  const api = useTRPCClient();
  const [chosen, setChosen] = useState<ReadonlyMap<string, Selected>>(new Map());
  const [total, setTotal] = useState<number>();
  const all = useMutation({ mutationFn: () => api.bulkCommands.selection.query(filter) });
  const clear = useCallback(() => {
    setChosen(new Map());
    setTotal(undefined);
  }, []);
  const filterKey = JSON.stringify(filter);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter is compared by its text
  useEffect(clear, [filterKey, clear]);

  const { mutate } = all;
  const selection = useMemo(
    (): Selection<StationRow> => ({
      keys: new Set(chosen.keys()),
      isAll: total !== undefined,
      select: (some, isOn) => {
        setTotal(undefined);
        setChosen((before) => {
          const next = new Map(before);
          for (const row of some)
            if (isOn) next.set(row.id, selectedOf(row));
            else next.delete(row.id);
          return next;
        });
      },
      selectAll: (isOn) =>
        isOn
          ? mutate(undefined, {
              onSuccess: (found) => {
                setChosen(new Map(found.items.map((station) => [station.id, station])));
                setTotal(found.total);
              },
            })
          : clear(),
    }),
    [chosen, total, mutate, clear],
  );

  // Rows in sight tell what is true now; of the others it is what was true when they were chosen.
  const stations = useMemo(() => {
    const fresh = new Map(rows.map((row) => [row.id, row]));
    return [...chosen.values()].map((station) => {
      const row = fresh.get(station.id);
      return row ? selectedOf(row) : station;
    });
  }, [chosen, rows]);

  return { selection, stations, total, clear, isLoading: all.isPending, error: all.error };
}
