"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/client/trpc";

/** All that is shown of local lists is old. */
export function useListChanged(): () => void {
  const client = useQueryClient();
  const trpc = useTRPC();
  return () => void client.invalidateQueries({ queryKey: trpc.localAuthList.pathKey() });
}
