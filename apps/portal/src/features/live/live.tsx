"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useTranslations } from "next-intl";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { useTRPC, useTRPCClient } from "@/client/trpc";
import { useDuration } from "@/ui/format";
import { useFirstNow, useNow } from "@/ui/now";
import { createRefresher } from "./refresh";

type Live = { newestAt: Date | undefined; state: "live" | "connecting" | "paused" };
const LiveContext = createContext<Live>({ newestAt: undefined, state: "connecting" });

/** One subscription a tab, closed while the tab is hidden: a host allows six connections. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const api = useTRPCClient();
  const isSeen = useSyncExternalStore(
    onVisibility,
    () => !document.hidden,
    () => true,
  );
  const [newestAt, setNewestAt] = useState<Date>();
  const refresher = useRef<ReturnType<typeof createRefresher>>(undefined);
  const wasCut = useRef(false);
  const drawnAt = useFirstNow();

  useEffect(() => {
    const made = createRefresher(client, {
      "stations.list": (ids) => api.stations.rows.query({ ids }),
      "sessions.list": (ids) => api.sessions.rows.query({ ids }),
      "configurationTemplates.drift": (ids) => api.configurationTemplates.driftRows.query({ ids }),
      "bulkCommands.stations": (ids) => api.bulkCommands.rows.query({ ids }),
    });
    refresher.current = made;
    return () => made.stop();
  }, [client, api]);

  const subscription = useSubscription(
    trpc.live.changes.subscriptionOptions(undefined, {
      enabled: isSeen,
      onStarted: () => {
        if (wasCut.current) void refresher.current?.refreshAll();
        wasCut.current = false;
      },
      onData: (batch) => {
        setNewestAt(batch.at);
        // The first batch says how old the page may be: what came since the server drew it is read again.
        if (!newestAt && batch.at.getTime() > drawnAt - 2000) void refresher.current?.refreshAll();
        if (batch.missed) void refresher.current?.refreshAll();
        else refresher.current?.onChanges(batch.changes);
      },
    }),
  );
  const state = !isSeen ? "paused" : subscription.status === "pending" ? "live" : "connecting";
  useEffect(() => {
    if (state !== "live" && newestAt) wasCut.current = true;
  }, [state, newestAt]);

  const value = useMemo(() => ({ newestAt, state }) as const, [newestAt, state]);
  return <LiveContext value={value}>{children}</LiveContext>;
}

/** The age of the newest event, or that the line is cut. */
export function LiveIndicator() {
  const { newestAt, state } = useContext(LiveContext);
  const t = useTranslations("live");
  const now = useNow();
  const duration = useDuration();
  const age = newestAt ? duration((now - newestAt.getTime()) / 1000) : undefined;
  if (state !== "live")
    return (
      <span className="live live--stale" title={t("staleTitle")}>
        {t("connecting")}
      </span>
    );
  return (
    <span className="live" title={t("title")}>
      {t("live")}
      {age ? <span className="only-desk">· {age}</span> : null}
    </span>
  );
}

function onVisibility(onChange: () => void) {
  document.addEventListener("visibilitychange", onChange);
  return () => document.removeEventListener("visibilitychange", onChange);
}
