"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTRPC } from "@/client/trpc";
import type { BulkStation } from "./bulk-command";

/** What is awaited turns into "not seen" by time alone, which no live change tells. */
export function useEffectsInTime(rows: BulkStation[]): void {
  const trpc = useTRPC();
  const client = useQueryClient();
  const isAwaited = rows.some(({ effect }) => effect === "awaited");
  useEffect(() => {
    if (!isAwaited) return;
    const timer = setInterval(
      () => void client.invalidateQueries({ queryKey: trpc.bulkCommands.stations.pathKey() }),
      15_000,
    );
    return () => clearInterval(timer);
  }, [isAwaited, client, trpc]);
}
