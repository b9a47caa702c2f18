"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { listOptions } from "@/client/list";
import { useTRPCClient } from "@/client/trpc";
import { type LedgerRow, ledgerRows } from "./ledger-rows";
import type { SessionDetail, SessionEvent } from "./session";

const noEvents: SessionEvent[] = [];

export type LoadedLedger = {
  events: SessionEvent[] | undefined;
  rows: LedgerRow[];
  error: unknown;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  retry: () => void;
};

/** The events by seqNo, with what is missing between them. */
export function useLedger(id: string, session: SessionDetail | undefined): LoadedLedger {
  const api = useTRPCClient();
  const list = useInfiniteQuery(
    listOptions("sessions.events", { id, limit: 500 }, (asked, signal) => api.sessions.events.query(asked, { signal })),
  );
  const events = useMemo(() => list.data?.pages.flatMap((page) => page.items), [list.data]);
  const missing = session?.missingSeqNos;
  const rows = useMemo(
    () => (events ? ledgerRows(events, missing ?? [], !list.hasNextPage) : []),
    [events, missing, list.hasNextPage],
  );

  // Live changes renew short lists by themselves; a very long one is renewed when the session counts more than it holds.
  const { refetch } = list;
  const isLong = (list.data?.pages.length ?? 0) > 2;
  const known = useRef<number>(undefined);
  const eventCount = session?.eventCount;
  useEffect(() => {
    const before = known.current;
    known.current = eventCount;
    if (isLong && before !== undefined && before !== eventCount) void refetch();
  }, [eventCount, isLong, refetch]);

  return {
    events: events ?? (list.error ? noEvents : undefined),
    rows,
    error: events ? undefined : list.error,
    hasMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    loadMore: () => void list.fetchNextPage(),
    retry: () => void refetch(),
  };
}
