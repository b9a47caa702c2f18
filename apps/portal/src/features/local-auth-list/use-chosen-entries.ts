import { useCallback, useEffect, useMemo, useState } from "react";
import type { Selection } from "@/ui/table-selection";
import { type Entry, entryKey, isType } from "./local-list";

/** What is to be removed already, or has a type that is none of ours, cannot be taken off. */
const mayGo = ({ wanted, type }: Entry) => wanted !== null && isType(type);

/** Which entries are chosen, of those loaded. Another filter is another list: what is not in sight is never hit. */
export function useChosenEntries(rows: Entry[], filter: string) {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const none = useCallback(() => setKeys(new Set()), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter is what this is about
  useEffect(none, [filter, none]);
  const chosen = useMemo(() => rows.filter((row) => mayGo(row) && keys.has(entryKey(row))), [rows, keys]);
  const selection = useMemo((): Selection<Entry> => {
    const able = rows.filter(mayGo).map(entryKey);
    return {
      keys: new Set(chosen.map(entryKey)),
      isAll: able.length > 0 && chosen.length === able.length,
      select: (some, isOn) =>
        setKeys((before) => {
          const next = new Set(before);
          for (const row of some)
            if (isOn) next.add(entryKey(row));
            else next.delete(entryKey(row));
          return next;
        }),
      selectAll: (isOn) => setKeys(new Set(isOn ? able : [])),
    };
  }, [rows, chosen]);
  return { chosen, selection, none };
}
