"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/client/trpc";
import type { CommandDetail } from "./command";

/** Whether something may still come: the answer, its effect, or an answer that is late. */
const isOpen = ({ status, effect, lateAnswer }: CommandDetail) =>
  status === "queued" ||
  status === "sent" ||
  effect === "awaited" ||
  effect === "unseen" ||
  (status === "silent" && !lateAnswer);

/** A command as it stands now: live changes renew it, a slow clock is the net under them. */
export function useRecord(id: string | undefined, first?: CommandDetail): CommandDetail | undefined {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.commands.get.queryOptions(
      { id: id ?? "" },
      {
        enabled: id !== undefined,
        refetchInterval: ({ state }) => (!state.data || isOpen(state.data) ? 5000 : false),
      },
    ),
  );
  return id === undefined ? undefined : (query.data ?? first);
}
