"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/client/trpc";
import type { CommandRecord } from "./command";

const unsettled = new Set(["queued", "sent"]);

/** A command as it stands now: live changes renew it, a slow clock is the net under them. */
export function useRecord(id: string | undefined, first?: CommandRecord): CommandRecord | undefined {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.commands.get.queryOptions(
      { id: id ?? "" },
      {
        enabled: id !== undefined,
        refetchInterval: ({ state }) =>
          !state.data || unsettled.has(state.data.status) || !state.data.observed ? 5000 : false,
      },
    ),
  );
  return id === undefined ? undefined : (query.data ?? first);
}
