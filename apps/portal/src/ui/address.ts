"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";

export type Changes = Record<string, string | readonly string[] | null | undefined>;

/**
 * The address bar holds the state of a view: filters, tab, sort. Reading follows it; writing changes it without
 * asking the server for the page again.
 */
export function useAddress() {
  const params = useSearchParams();
  const path = usePathname();

  const hrefWith = useCallback(
    (changes: Changes) => {
      const next = new URLSearchParams(params.toString());
      for (const [key, value] of Object.entries(changes)) {
        if (value === null || value === undefined || value === "" || value.length === 0) next.delete(key);
        else next.set(key, typeof value === "string" ? value : value.join(","));
      }
      const query = next.toString().replaceAll("%2C", ",");
      return query ? `${path}?${query}` : path;
    },
    [params, path],
  );

  const write = useCallback(
    (changes: Changes, how: "push" | "replace" = "push") => {
      const href = hrefWith(changes);
      if (how === "push") window.history.pushState(null, "", href);
      else window.history.replaceState(null, "", href);
    },
    [hrefWith],
  );

  return {
    read: (key: string) => params.get(key) ?? undefined,
    readList: (key: string) => params.get(key)?.split(",").filter(Boolean) ?? [],
    hrefWith,
    write,
  };
}

/** A link that only changes the address: real for a new tab, instant on a plain click. */
export function onPlainClick(act: () => void) {
  return (event: {
    metaKey: boolean;
    ctrlKey: boolean;
    shiftKey: boolean;
    button?: number;
    preventDefault(): void;
  }) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || (event.button ?? 0) !== 0) return;
    event.preventDefault();
    act();
  };
}
