"use client";
import { type ReactNode, useCallback, useMemo, useSyncExternalStore } from "react";

export type Column<R> = {
  id: string;
  /** Names the column, with its unit: "Power, kW". */
  head: string;
  cell: (row: R) => ReactNode;
  /** Only screen readers need the head. */
  hideHead?: boolean;
  numeric?: boolean;
  /** The key the server sorts by. */
  sort?: string;
  width?: string;
  /** What the cell becomes where rows are stacked on a phone. */
  phone?: "name" | "full" | "half" | "end" | "hide";
  phoneLabel?: string;
  csv?: (row: R) => string | number | Date | null;
  /** Always shown. */
  fixed?: boolean;
  hiddenAtFirst?: boolean;
};

const key = (table: string) => `columns.${table}`;
const changed = "stationmaster:columns";

/** Which columns a reader wants to see, remembered in their browser. */
export function useColumnChoice<R>(table: string, columns: Column<R>[]) {
  const stored = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(key(table)),
    () => null,
  );
  const hidden = useMemo(
    () =>
      new Set(
        stored === null ? columns.filter((c) => c.hiddenAtFirst).map((c) => c.id) : stored.split(",").filter(Boolean),
      ),
    [stored, columns],
  );
  const toggle = useCallback(
    (id: string) => {
      const next = new Set(hidden);
      if (!next.delete(id)) next.add(id);
      localStorage.setItem(key(table), [...next].join(","));
      window.dispatchEvent(new Event(changed));
    },
    [hidden, table],
  );
  const shown = useMemo(() => columns.filter((column) => column.fixed || !hidden.has(column.id)), [columns, hidden]);
  return { shown, hidden, toggle };
}

function subscribe(onChange: () => void) {
  window.addEventListener(changed, onChange);
  window.addEventListener("storage", onChange);
  return () => {
    window.removeEventListener(changed, onChange);
    window.removeEventListener("storage", onChange);
  };
}
