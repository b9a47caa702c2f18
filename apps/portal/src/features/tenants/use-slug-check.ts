"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "@/client/trpc";
import { isSlug } from "./slug";

export type SlugCheck = {
  state: "empty" | "invalid" | "checking" | "free" | "taken" | "unknown";
  suggestions: string[];
  retry: () => void;
};

/** Whether a short name may still be had, asked while it is typed. */
export function useSlugCheck(slug: string, taken: string | undefined): SlugCheck {
  const settled = useSettled(slug, 250);
  const isValid = isSlug(slug);
  const query = useQuery(
    useTRPC().tenants.slug.queryOptions({ slug: settled }, { enabled: isSlug(settled), staleTime: 5_000, retry: 1 }),
  );
  const isAnswered = settled === slug && query.data !== undefined;
  const state =
    slug === ""
      ? "empty"
      : !isValid
        ? "invalid"
        : slug === taken
          ? "taken"
          : isAnswered
            ? query.data.free
              ? "free"
              : "taken"
            : settled === slug && query.error
              ? "unknown"
              : "checking";
  return { state, suggestions: (isAnswered && query.data.suggestions) || [], retry: () => void query.refetch() };
}

function useSettled(value: string, pauseMs: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return settled;
}
