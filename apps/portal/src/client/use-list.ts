"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { PageOf } from "@/ui/page-of";
import { listOptions } from "./list";

type Ask<Input, Page> = (input: Input & { cursor: string | null }, options: { signal: AbortSignal }) => Promise<Page>;

/** A list as a table takes it: pages, the rows of all of them, and how to read on. */
export function useList<Input extends object, Page extends PageOf<unknown>>(
  path: `${string}.${string}`,
  input: Input,
  ask: Ask<Input, Page>,
) {
  const query = useInfiniteQuery({
    ...listOptions(path, input, (asked, signal) => ask(asked, { signal })),
    placeholderData: keepPreviousData,
  });
  const pages = useMemo(() => query.data?.pages.map((page): Page["items"] => page.items), [query.data]);
  const rows = useMemo((): Page["items"] => pages?.flat() ?? [], [pages]);
  return {
    pages,
    rows,
    firstPage: query.data?.pages[0],
    error: query.error,
    retry: () => void query.refetch(),
    /** What a table needs to read on. */
    more: {
      hasMore: query.hasNextPage,
      loadMore: () => void query.fetchNextPage(),
      isLoadingMore: query.isFetchingNextPage,
    },
  };
}
