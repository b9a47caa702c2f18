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

  const hrefWith = useCallback((changes: Changes) => hrefOf(path, params.toString(), changes), [params, path]);

  const write = useCallback(
    (changes: Changes, how: "push" | "replace" = "push") => {
      // As the address is now: what was drawn may be a change behind, and must not take that change back.
      const href = hrefOf(path, window.location.search, changes);
      if (how === "push") window.history.pushState(null, "", href);
      else window.history.replaceState(null, "", href);
    },
    [path],
  );

  return {
    read: (key: string) => params.get(key) ?? undefined,
    readList: (key: string) => params.get(key)?.split(",").filter(Boolean) ?? [],
    hrefWith,
    write,
  };
}

function hrefOf(path: string, query: string, changes: Changes): string {
  const next = new URLSearchParams(query);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === "" || value.length === 0) next.delete(key);
    else next.set(key, typeof value === "string" ? value : value.join(","));
  }
  const changed = next.toString().replaceAll("%2C", ",");
  return changed ? `${path}?${changed}` : path;
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
